import { listPrices, syncPrices, type Model } from '@understudy/contract';
import type { PriceBook } from '../../cost/index.ts';
import type { ConfigEditor } from '../config/configEditor.ts';
import { summaryOf } from '../config/summary.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { page } from '../http/page.ts';
import { ProblemError } from '../http/problem.ts';
import { inSlices } from '../prices/inSlices.ts';
import { SyncError, type PriceSync } from '../prices/priceSync.ts';

function mentions({ id, displayName = '' }: Model, text: string): boolean {
  return [id, displayName].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}

/** `prices`: the price book, and taking reference prices over. */
export function priceRoutes(editor: ConfigEditor, book: () => PriceBook, sync: PriceSync): EndpointRouter {
  return new EndpointRouter()
    .on(listPrices, async ({ query }) => {
      const document = editor.document();
      const { source, search } = query;
      const current = book();
      const named = search === undefined ? document.models : document.models.filter((one) => mentions(one, search));
      const { snapshot } = current;
      if (source === undefined) {
        const { items, ...rest } = page(named, query);
        return { body: { ...rest, items: await inSlices(current.entries(document, items)), snapshot } };
      }
      // A filter by source has to look every model up; otherwise the page's own lines are enough.
      const entries = await inSlices(current.entries(document, named));
      const { items, ...rest } = page(
        entries.filter((entry) => entry.source === source),
        query,
      );
      return { body: { ...rest, items, snapshot } };
    })
    .on(syncPrices, async ({ caller, query, reason }) => {
      const meta = { author: caller.author, reason, dryRun: query.dryRun !== false };
      try {
        const { result, changes, unknown, snapshot } = await sync.run(
          meta,
          query.overwrite === true,
          query.models === undefined ? undefined : new Set(query.models.split(',')),
        );
        return { body: { ...summaryOf(result), changes: [...changes], unknown: [...unknown], snapshot } };
      } catch (error) {
        if (!(error instanceof SyncError)) throw error;
        throw new ProblemError(502, error.message, {
          code: 'price_data',
          fix: 'look at what --prices-url names; without it the shipped snapshot is used',
        });
      }
    });
}
