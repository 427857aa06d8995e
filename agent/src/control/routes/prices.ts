import { listPrices, syncPrices, type PriceEntry } from '@understudy/contract';
import type { PriceBook } from '../../cost/index.ts';
import type { ConfigEditor } from '../config/configEditor.ts';
import { summaryOf } from '../config/summary.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { page } from '../http/page.ts';
import { ProblemError } from '../http/problem.ts';
import { SyncError, type PriceSync } from '../prices/priceSync.ts';

function mentions({ model, displayName }: PriceEntry, text: string): boolean {
  return [model, displayName].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}

/** `prices`: the price book, and taking reference prices over. */
export function priceRoutes(editor: ConfigEditor, book: () => PriceBook, sync: PriceSync): EndpointRouter {
  return new EndpointRouter()
    .on(listPrices, ({ query }) => {
      const { models, providers } = editor.document();
      const byId = new Map(providers.map((provider) => [provider.id, provider]));
      const { source, search } = query;
      const current = book();
      const entries = models.map((model) => () => current.entry(model, byId.get(model.provider)));
      const filtered = source !== undefined || search !== undefined;
      // Without a filter only the page's own lines are made.
      const found = filtered
        ? entries
            .map((make) => make())
            .filter((entry) => source === undefined || entry.source === source)
            .filter((entry) => search === undefined || mentions(entry, search))
            .map((entry) => () => entry)
        : entries;
      const { items, ...rest } = page(found, query);
      return { body: { ...rest, items: items.map((make) => make()), snapshot: current.snapshot } };
    })
    .on(syncPrices, async ({ caller, query, reason }) => {
      const meta = { author: caller.author, reason, dryRun: query.dryRun !== false };
      try {
        const { result, changes, unknown, snapshot } = await sync.run(meta, query.overwrite === true);
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
