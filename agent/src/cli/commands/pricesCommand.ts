import { listPrices, syncPrices } from '@understudy/contract';
import type { Command } from 'commander';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { table } from '../render/table.ts';

interface SyncOptions extends RemoteOptions {
  readonly apply?: boolean;
  readonly overwrite?: boolean;
  readonly reason?: string;
}

const EXAMPLES = `
Examples:
  $ understudy prices
  $ understudy prices sync                 # what would change
  $ understudy prices sync --apply         # take it over, as one revision`;

type PriceText = { readonly input: number; readonly output: number } | null | undefined;

function price(value: PriceText): string {
  return value === null || value === undefined ? 'unknown' : `$${value.input} / $${value.output}`;
}

function syncCommand(kit: CommandKit): Command {
  return remoteCommand('sync', 'take reference prices over for models without one; a dry run unless --apply')
    .option('--apply', 'store it')
    .option('--overwrite', 'also models that have a price')
    .option('--reason <text>', 'kept with the revision and in the audit')
    .action((options: SyncOptions) =>
      told(kit, options.json, async () => {
        const query = { dryRun: options.apply !== true, overwrite: options.overwrite };
        const { body } = await clientOf(options, kit).call(syncPrices, { query, reason: options.reason });
        print(kit, options, body, () => {
          const rows = body.changes.map(({ model, before, after }) => [model, price(before), price(after)]);
          const changes = rows.length === 0 ? 'No prices to change.' : table(['MODEL', 'BEFORE', 'AFTER'], rows);
          const unknown = body.unknown.length === 0 ? [] : [`Without a reference price: ${body.unknown.join(', ')}`];
          const verdict = body.dryRun ? 'Nothing was stored; add --apply.' : `Revision ${body.revision} is in force.`;
          return [changes, ...unknown, verdict].join('\n');
        });
      }),
    );
}

/** `understudy prices` and `understudy prices sync`. */
export function pricesCommand(kit: CommandKit): Command {
  return remoteCommand('prices', 'the price of each model, its source and age (USD per 1M tokens, input / output)')
    .addHelpText('after', EXAMPLES)
    .addCommand(syncCommand(kit))
    .action((options: RemoteOptions) =>
      told(kit, options.json, async () => {
        const { body } = await clientOf(options, kit).call(listPrices, { query: { limit: 1_000 } });
        print(kit, options, body, () => {
          const rows = body.items.map((item) => [
            item.model,
            item.local ? 'local, costs 0' : price(item.price),
            item.local ? '-' : item.source,
            item.ageDays === null ? '-' : `${item.ageDays} d`,
          ]);
          return rows.length === 0 ? 'No models.' : table(['MODEL', 'PRICE', 'SOURCE', 'AGE'], rows);
        });
      }),
    );
}
