import { join } from 'node:path';
import type { StoreOperation } from '@understudy/contract';
import { fetchSnapshot, PriceAges, PriceBook, shippedSnapshot, type PriceSnapshot } from '../cost/index.ts';
import { openSavedValue } from '../store/index.ts';

export interface PricesOptions {
  readonly dataDir: string;
  /** `--prices-url`; undefined = the shipped snapshot. */
  readonly pricesUrl: string | undefined;
  /** Epoch ms. */
  readonly now: () => number;
  readonly onProblem: (message: string, op: StoreOperation) => void;
}

/** Prices of the configuration in force beside the reference data. */
export interface Prices {
  readonly ages: PriceAges;
  /** By the reference data that this agent has: the shipped ones, until others were read. */
  readonly book: () => PriceBook;
  /** By the newest reference data; those of `--prices-url` are read now. @throws PriceDataError */
  readonly newest: () => Promise<PriceBook>;
  readonly close: () => Promise<void>;
}

/** Opens what is known of prices; `prices.json` in the data folder keeps since when each is in force. */
export async function openPrices({ dataDir, pricesUrl, now, onProblem }: PricesOptions): Promise<Prices> {
  const saved = await openSavedValue(join(dataDir, 'prices.json'), onProblem);
  const iso = (): string => new Date(now()).toISOString();
  const ages = new PriceAges({ saved: saved.value, save: (record) => saved.save(record), now: iso });
  const bookOf = (snapshot: PriceSnapshot): PriceBook =>
    new PriceBook({ snapshot, since: (model) => ages.since(model), now });
  let book: PriceBook | undefined;
  return {
    ages,
    book: () => (book ??= bookOf(shippedSnapshot())),
    newest: async () => {
      if (pricesUrl === undefined) return (book ??= bookOf(shippedSnapshot()));
      book = bookOf(await fetchSnapshot(pricesUrl, iso().slice(0, 10)));
      return book;
    },
    close: () => saved.close(),
  };
}
