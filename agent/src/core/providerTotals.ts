import type { ConfigDocument, ProviderStatus } from '@understudy/contract';
import type { Statistics } from '../telemetry/index.ts';

type Bucket = ReturnType<Statistics['quarters']>[number];
type Totals = NonNullable<ProviderStatus['today']>;

const DAY_MS = 86_400_000;

interface Sum {
  readonly requests: number;
  readonly cost: number;
}

function addBucket(sums: Map<string, Sum>, { rows }: Bucket): void {
  for (const { key, tally } of rows.values()) {
    if (tally.success === 0) continue;
    const { requests = 0, cost = 0 } = sums.get(key.served) ?? {};
    sums.set(key.served, { requests: requests + tally.success, cost: cost + tally.cost });
  }
}

/** Answers and their cost today (UTC) by served model. Quarters that are over are added once, not once a question. */
export class ProviderTotals {
  readonly #statistics: Pick<Statistics, 'quarters'>;
  readonly #now: () => number;
  #included = new Map<number, number>();
  #closed = new Map<string, Sum>();

  /** @param now epoch ms */
  constructor(statistics: Pick<Statistics, 'quarters'>, now: () => number) {
    this.#statistics = statistics;
    this.#now = now;
  }

  /** Today's totals of each provider of the document. A cost holds what failed calls before these answers cost, too. */
  read({ models }: Pick<ConfigDocument, 'models'>): (provider: string) => Totals {
    const midnight = Math.floor(this.#now() / DAY_MS) * DAY_MS;
    const today = this.#statistics.quarters().filter(({ start }) => start >= midnight);
    const sums = this.#sums(today);
    const totals = new Map<string, Totals>();
    for (const { id, provider } of models) {
      const { requests = 0, cost = 0 } = sums.get(id) ?? {};
      const before = totals.get(provider);
      totals.set(provider, { requests: (before?.requests ?? 0) + requests, costUsd: (before?.costUsd ?? 0) + cost });
    }
    return (provider) => totals.get(provider) ?? { requests: 0, costUsd: 0 };
  }

  #sums(today: readonly Bucket[]): ReadonlyMap<string, Sum> {
    const closed = today.slice(0, -1);
    const versions = new Map(closed.map(({ start, version }) => [start, version]));
    if ([...this.#included].some(([start, version]) => versions.get(start) !== version)) {
      this.#included = new Map();
      this.#closed = new Map();
    }
    for (const bucket of closed) {
      if (this.#included.has(bucket.start)) continue;
      addBucket(this.#closed, bucket);
      this.#included.set(bucket.start, bucket.version);
    }
    const last = today.at(-1);
    if (last === undefined) return this.#closed;
    const sums = new Map(this.#closed);
    addBucket(sums, last);
    return sums;
  }
}
