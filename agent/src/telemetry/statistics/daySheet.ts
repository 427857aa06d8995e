import type { Slices } from '../slices.ts';
import type { Bucket, Row } from './aggregates.ts';
import type { TallyField } from './tally.ts';

const HOUR_MS = 60 * 60_000;
/** Rows added up before the time is looked at. */
const ROWS_PER_LOOK = 128;

/** What is summed over all requested models. */
const TOTAL_FIELDS = [
  'requests',
  'eligible',
  'fallbacks',
  'fallbackAnswers',
  'exhausted',
  'cost',
  'fallbackCost',
  'fallbackBaselineCost',
  'wastedCost',
  'unpricedRequests',
  'pricedInputTokens',
  'pricedOutputTokens',
  'pricedCacheReadTokens',
  'pricedCacheWriteTokens',
] as const satisfies readonly TallyField[];

/** Sums over all requested models. Money in USD. */
export type DayTotal = Record<(typeof TOTAL_FIELDS)[number], number>;

/** Counts by hours since the day began. */
interface Hours {
  readonly requests: number[];
  readonly eligible: number[];
  readonly fallbacks: number[];
}

/** What a requested model's day is shown with beside its `fallback-stats`. */
export interface ModelSheet {
  readonly hours: Pick<Hours, 'eligible' | 'fallbacks'>;
  /** Answers by served model, on route fallback. */
  readonly answers: Map<string, number>;
}

/** A day as far as it goes. */
export interface DayView {
  readonly total: DayTotal;
  readonly hours: Hours;
  /** Those that were asked for. */
  readonly models: ReadonlyMap<string, ModelSheet>;
}

interface Sums {
  readonly total: DayTotal;
  readonly hours: Hours;
  readonly models: Map<string, ModelSheet>;
}

const noHours = (hours: number): number[] => Array<number>(hours).fill(0);

function emptySheet(hours: number): ModelSheet {
  return { hours: { eligible: noHours(hours), fallbacks: noHours(hours) }, answers: new Map() };
}

function copyOf({ hours, answers }: ModelSheet): ModelSheet {
  return { hours: { eligible: [...hours.eligible], fallbacks: [...hours.fallbacks] }, answers: new Map(answers) };
}

function emptyTotal(): DayTotal {
  return Object.fromEntries(TOTAL_FIELDS.map((field) => [field, 0])) as DayTotal;
}

function add(list: number[], index: number, count: number): void {
  list[index] = (list[index] ?? 0) + count;
}

/**
 * Sums of one day in one time zone: in all, by hour, and by requested model. Quarters that are over are added once; the one
 * that still changes is added for each question.
 */
export class DaySheet {
  readonly #start: number;
  readonly #hours: number;
  readonly #sums: Sums;
  /** Version of each quarter that is in the sums, by start. */
  readonly #included = new Map<number, number>();

  /** @param day when it begins, epoch ms, and how many hours it has */
  constructor({ start, hours }: { readonly start: number; readonly hours: number }) {
    this.#start = start;
    this.#hours = hours;
    const none = { requests: noHours(hours), eligible: noHours(hours), fallbacks: noHours(hours) };
    this.#sums = { total: emptyTotal(), hours: none, models: new Map() };
  }

  /** Whether it is about another day, or a quarter that is in the sums has changed, shrunk or gone since. */
  isStale(start: number, over: readonly Bucket[]): boolean {
    if (start !== this.#start) return true;
    const versions = new Map(over.map((bucket) => [bucket.start, bucket.version]));
    return [...this.#included].some(([quarter, version]) => versions.get(quarter) !== version);
  }

  /**
   * The day as it stands.
   * @param over quarters of the day that are over
   * @param open the one that is under way
   * @param models requested models that are wanted one by one
   */
  async view(
    { over, open }: { readonly over: readonly Bucket[]; readonly open: Bucket | undefined },
    models: readonly string[],
    slices: Slices,
  ): Promise<DayView> {
    for (const bucket of over) {
      if (this.#included.has(bucket.start)) continue;
      // Before its rows: what is recorded late while they are added makes the sums stale.
      this.#included.set(bucket.start, bucket.version);
      await this.#add(this.#sums, bucket, slices);
    }
    const { total, hours } = this.#sums;
    const now: Sums = {
      total: { ...total },
      hours: { requests: [...hours.requests], eligible: [...hours.eligible], fallbacks: [...hours.fallbacks] },
      models: new Map(models.map((model) => [model, this.#sheetOf(model)])),
    };
    if (open !== undefined) await this.#add(now, open, slices, new Set(models));
    return now;
  }

  #sheetOf(model: string): ModelSheet {
    const known = this.#sums.models.get(model);
    return known === undefined ? emptySheet(this.#hours) : copyOf(known);
  }

  async #add(sums: Sums, bucket: Bucket, slices: Slices, only?: ReadonlySet<string>): Promise<void> {
    const hour = Math.floor((bucket.start - this.#start) / HOUR_MS);
    let added = 0;
    for (const row of bucket.rows.values()) {
      this.#addRow(sums, row, hour, only);
      if (++added % ROWS_PER_LOOK === 0 && slices.over) await slices.pause();
    }
  }

  #addRow({ total, hours, models }: Sums, { key, tally }: Row, hour: number, only?: ReadonlySet<string>): void {
    for (const field of TOTAL_FIELDS) total[field] += tally[field];
    add(hours.requests, hour, tally.requests);
    add(hours.eligible, hour, tally.eligible);
    add(hours.fallbacks, hour, tally.fallbacks);
    if (only?.has(key.model) === false) return;
    const sheet = models.get(key.model) ?? emptySheet(this.#hours);
    models.set(key.model, sheet);
    add(sheet.hours.eligible, hour, tally.eligible);
    add(sheet.hours.fallbacks, hour, tally.fallbacks);
    if (tally.fallbackAnswers === 0) return;
    sheet.answers.set(key.served, (sheet.answers.get(key.served) ?? 0) + tally.fallbackAnswers);
  }
}
