import { diffRevision, getRevision, listRevisions, redactDocument, rollbackRevision } from '@understudy/contract';
import type { ConfigEditor } from '../config/configEditor.ts';
import type { RevisionBook } from '../config/revisionBook.ts';
import { summaryOf } from '../config/summary.ts';
import { writeMeta } from '../config/writeMeta.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { requireMatch } from '../http/etag.ts';

/** `revisions`: the history, its diffs, and the way back. */
export function revisionRoutes(editor: ConfigEditor, book: RevisionBook): EndpointRouter {
  return (
    new EndpointRouter()
      .on(listRevisions, async ({ query }) => ({ body: await book.page(query) }))
      // Before getRevision, whose path takes the rest of the path.
      .on(diffRevision, async ({ id, query }) => ({ body: await book.diff(id, query.against) }))
      .on(getRevision, async ({ id }) => {
        const revision = await book.revision(id);
        return { body: { ...(await book.summary(revision)), document: redactDocument(revision.document) } };
      })
      .on(rollbackRevision, async (input) => {
        const { document } = await book.revision(input.id);
        const guard = (base: typeof document): void =>
          requireMatch(input.ifMatch, editor.revision() === 0 ? undefined : base, redactDocument(base));
        const meta = writeMeta(input);
        const reason = meta.reason ?? `Rollback to revision ${input.id}`;
        const result = await editor.restore(document, guard, { ...meta, reason });
        return {
          body: { ...summaryOf(result), resource: redactDocument(result.document) },
          representation: result.document,
        };
      })
  );
}
