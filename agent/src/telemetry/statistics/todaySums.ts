import type { Bucket } from './aggregates.ts';
import { localDays } from './localDays.ts';
import type { Tally } from './tally.ts';

/** What `fallback-stats` needs of a requested model's day. */
const DAY_FIELDS = [
  'eligible',
  'fallbacks',
  'fallbackAnswers',
  'fallbackCost',
  'fallbackBaselineCost',
  'fallbackCompared',
  'fallbackEstimated',
] as const;

export interface ModelDay {
  readonly sums: Record<(typeof DAY_FIELDS)[number], number>;
  /** Answers by served model, on route fallback. */
  readonly answers: Map<string, number>;
}

interface ZoneDay {
  readonly day: string;
  /** Version of each bucket that is in the sums, by start. */
  readonly included: Map<number, number>;
  readonly models: Map<string, ModelDay>;
}

const MAX_ZONES = 8;

export function emptyDay(): ModelDay {
  return {
    sums: {
      eligible: 0,
      fallbacks: 0,
      fallbackAnswers: 0,
      fallbackCost: 0,
      fallbackBaselineCost: 0,
      fallbackCompared: 0,
      fallbackEstimated: 0,
    },
    answers: new Map(),
  };
}

function addRow(day: ModelDay, served: string, tally: Readonly<Tally>): void {
  for (const field of DAY_FIELDS) day.sums[field] += tally[field];
  if (tally.fallbackAnswers > 0) day.answers.set(served, (day.answers.get(served) ?? 0) + tally.fallbackAnswers);
}

function addBucket(models: Map<string, ModelDay>, { rows }: Bucket): void {
  for (const { key, tally } of rows.values()) {
    const day = models.get(key.model) ?? emptyDay();
    models.set(key.model, day);
    addRow(day, key.served, tally);
  }
}

/** The sums with a bucket that still changes; what is remembered stays as it is. */
function withOpen(models: ReadonlyMap<string, ModelDay>, { rows }: Bucket): Map<string, ModelDay> {
  const merged = new Map(models);
  const copied = new Set<string>();
  for (const { key, tally } of rows.values()) {
    let day = merged.get(key.model);
    if (day === undefined || !copied.has(key.model)) {
      day = day === undefined ? emptyDay() : { sums: { ...day.sums }, answers: new Map(day.answers) };
      merged.set(key.model, day);
      copied.add(key.model);
    }
    addRow(day, key.served, tally);
  }
  return merged;
}

/** Sums of today by requested model. Quarters that are over are added once a time zone, not once a question. */
export class TodaySums {
  readonly #zones = new Map<string, ZoneDay>();

  /**
   * @param quarters in the order of time
   * @param now epoch ms
   * @throws RangeError for an unknown time zone
   */
  of(quarters: readonly Bucket[], tz: string, now: number): ReadonlyMap<string, ModelDay> {
    const days = localDays(tz);
    const today = days.of(now);
    const buckets = quarters.filter(({ start }) => start <= now && days.of(start) === today);
    const last = buckets.at(-1);
    const closed = buckets.slice(0, -1);
    const zone = this.#zone(tz, today, closed);
    for (const bucket of closed) {
      if (zone.included.has(bucket.start)) continue;
      addBucket(zone.models, bucket);
      zone.included.set(bucket.start, bucket.version);
    }
    return last === undefined ? zone.models : withOpen(zone.models, last);
  }

  /** What is remembered, or nothing where a quarter that is in it has changed, shrunk or gone since. */
  #zone(tz: string, day: string, closed: readonly Bucket[]): ZoneDay {
    const known = this.#zones.get(tz);
    if (known?.day === day) {
      const versions = new Map(closed.map(({ start, version }) => [start, version]));
      if ([...known.included].every(([start, version]) => versions.get(start) === version)) return known;
    }
    if (this.#zones.size >= MAX_ZONES) this.#zones.clear();
    const fresh = { day, included: new Map<number, number>(), models: new Map<string, ModelDay>() };
    this.#zones.set(tz, fresh);
    return fresh;
  }
}
