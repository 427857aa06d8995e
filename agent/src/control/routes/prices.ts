import { listPrices, syncPrices, type Model } from '@understudy/contract';
import type { PriceBook } from '../../cost/index.ts';
import type { ConfigEditor } from '../config/configEditor.ts';
import { summaryOf } from '../config/summary.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { page } from '../http/page.ts';
import { ProblemError } from '../http/problem.ts';
import { SyncError, type PriceSync } from '../prices/priceSync.ts';

function mentions({ id, displayName = '' }: Model, text: string): boolean {
  return [id, displayName].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}

/** `prices`: the price book, and taking reference prices over. */
export function priceRoutes(editor: ConfigEditor, book: () => PriceBook, sync: PriceSync): EndpointRouter {
  return new EndpointRouter()
    .on(listPrices, ({ query }) => {
      const { models, providers } = editor.document();
      const byId = new Map(providers.map((provider) => [provider.id, provider]));
      const { source, search } = query;
      const current = book();
      const entryOf = (model: Model) => current.entry(model, byId.get(model.provider));
      const named = search === undefined ? models : models.filter((model) => mentions(model, search));
      // Only a filter by source has to look every model up; otherwise the page's own lines are enough.
      const found = source === undefined ? named : named.filter((model) => entryOf(model).source === source);
      const { items, ...rest } = page(found, query);
      return { body: { ...rest, items: items.map(entryOf), snapshot: current.snapshot } };
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
