import type { FallbackStat, FallbackStats } from '@understudy/contract';
import { Slices } from '../slices.ts';
import type { Bucket } from './aggregates.ts';
import { compareStats, fallbackStat, fallbackSummary, type FallbackSettings } from './fallbackStats.ts';
import { localDays, type LocalDays } from './localDays.ts';
import { ZoneDay } from './zoneDay.ts';

/** Models read before the time is looked at. */
const MODELS_PER_LOOK = 32;
const MAX_ZONES = 8;

export interface FallbackReaderPorts {
  /** In the order of time. */
  readonly quarters: () => readonly Bucket[];
  /** Those in force; another object once they change. */
  readonly models: () => FallbackSettings['models'];
  readonly costMultiplierLimit: () => number;
  /** Default: slices of half a millisecond. */
  readonly slices?: () => Slices;
}

/** What was read last in a time zone. */
interface ZoneStats {
  readonly day: ZoneDay;
  settings: FallbackSettings;
  /** By model; null = it is not listed. */
  readonly stats: Map<string, FallbackStat | null>;
  /** Models that are listed, in the order of the last answer: most keep their place until the next. */
  order: string[];
}

/** Reads the fallbacks of today: in slices, and of models that nothing happened to what was read before. */
export class FallbackReader {
  readonly #ports: FallbackReaderPorts;
  readonly #zones = new Map<string, ZoneStats>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: FallbackReaderPorts) {
    this.#ports = ports;
  }

  /**
   * Fallbacks of the day that `now` is in, everything included that was counted before it was asked.
   * @throws RangeError for an unknown time zone
   */
  async read(tz: string, now: number): Promise<FallbackStats> {
    const days = localDays(tz);
    // One after the other: two at once would take the same changes in twice.
    const turn = this.#last.then(() => this.#read(tz, days, now));
    // Whoever asked hears of a failure; the next one's turn comes all the same.
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #read(tz: string, days: LocalDays, now: number): Promise<FallbackStats> {
    const slices = this.#ports.slices?.() ?? new Slices();
    const today = days.of(now);
    const quarters = this.#ports.quarters().filter(({ start }) => start <= now && days.of(start) === today);
    const zone = this.#zone(tz, today, quarters);
    try {
      await this.#refresh(zone, quarters, slices);
    } catch (error) {
      // What it took in by then is in no answer.
      this.#zones.delete(tz);
      throw error;
    }
    await slices.breathe();
    const stats = zone.order.map((model) => zone.stats.get(model) ?? null).filter((stat) => stat !== null);
    stats.sort(compareStats);
    zone.order = stats.map(({ model }) => model);
    return { stats, summary: fallbackSummary(stats) };
  }

  #settings(): FallbackSettings {
    return { models: this.#ports.models(), costMultiplierLimit: this.#ports.costMultiplierLimit() };
  }

  #zone(tz: string, today: string, quarters: readonly Bucket[]): ZoneStats {
    const known = this.#zones.get(tz);
    if (known?.day.day === today && !known.day.isStale(quarters)) return known;
    if (this.#zones.size >= MAX_ZONES) this.#zones.clear();
    const fresh = { day: new ZoneDay(today), settings: this.#settings(), stats: new Map(), order: [] };
    this.#zones.set(tz, fresh);
    return fresh;
  }

  /** Brings the statistics of a zone up to date. */
  async #refresh(zone: ZoneStats, quarters: readonly Bucket[], slices: Slices): Promise<void> {
    const changed = await zone.day.takeIn(quarters, slices);
    const settings = this.#settings();
    const isSame =
      settings.models === zone.settings.models && settings.costMultiplierLimit === zone.settings.costMultiplierLimit;
    const reread = changed !== null && isSame && zone.stats.size > 0 ? changed : null;
    zone.settings = settings;
    if (reread === null) {
      zone.stats.clear();
      zone.order = [];
    }
    let read = 0;
    for (const model of reread ?? new Set([...settings.models.keys(), ...zone.day.models()])) {
      const stat = fallbackStat(settings, model, zone.day.of(model));
      if (stat !== null && !zone.stats.get(model)) zone.order.push(model);
      zone.stats.set(model, stat);
      if (++read % MODELS_PER_LOOK === 0 && slices.over) await slices.pause();
    }
  }
}
