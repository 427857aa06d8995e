import { getConfig, putConfig, redactDocument, validateConfig } from '@understudy/contract';
import type { ConfigEditor } from '../config/configEditor.ts';
import { keepDocumentSecrets } from '../config/keepSecrets.ts';
import { summaryOf } from '../config/summary.ts';
import { writeMeta } from '../config/writeMeta.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { requireMatch } from '../http/etag.ts';

/** `config`: the whole document. Its ETag is of the stored one, so that a new secret is a change. */
export function configRoutes(editor: ConfigEditor): EndpointRouter {
  return new EndpointRouter()
    .on(getConfig, () => ({ body: redactDocument(editor.document()), representation: editor.document() }))
    .on(putConfig, async (input) => {
      const result = await editor.edit((base) => {
        requireMatch(input.ifMatch, editor.revision() === 0 ? undefined : base, redactDocument(base));
        return keepDocumentSecrets(input.body, base);
      }, writeMeta(input));
      return {
        body: { ...summaryOf(result), resource: redactDocument(result.document) },
        representation: result.document,
      };
    })
    .on(validateConfig, async ({ body }) => {
      const { document, findings } = await editor.check(keepDocumentSecrets(body, editor.document()));
      return { body: { valid: document !== null, findings } };
    });
}
