import { Slices } from '../slices.ts';
import type { Bucket } from './aggregates.ts';
import { DaySheet, type DayView } from './daySheet.ts';
import { localDays, type DayBounds } from './localDays.ts';
import { QuarterSums, type RateCounts } from './quarterSums.ts';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;
/** How long quarters are kept. */
const KEPT_MS = 48 * HOUR_MS;
const MAX_ZONES = 8;

/** Today and yesterday up to the same time since midnight. */
export interface DayComparison {
  /** Time of day in the zone, HH:MM. */
  readonly upTo: string;
  readonly today: RateCounts;
  readonly yesterday: RateCounts;
}

/** Today, as far as it goes. */
export interface TodayView extends DayView {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** When it began, epoch ms. */
  readonly from: number;
  /** Hours of the day: 24, where clocks change 23 or 25. */
  readonly hoursOfDay: number;
  /** Hours that have begun. */
  readonly hoursBegun: number;
  /** Null = no quarter of today is over, or nothing is known of yesterday. */
  readonly comparison: DayComparison | null;
}

/** What is asked of today. */
export interface TodayQuestion {
  readonly tz: string;
  /** Epoch ms. */
  readonly now: number;
  /** Requested models that are wanted one by one. */
  readonly models: readonly string[];
}

export interface DayReaderPorts {
  /** In the order of time. */
  readonly quarters: () => readonly Bucket[];
  /** Default: slices of half a millisecond. */
  readonly slices?: () => Slices;
}

const within = (from: number, to: number) => {
  return ({ start }: Bucket): boolean => start >= from && start < to;
};

/** Reads what the overview shows of today: in slices, and of quarters that are over what was added up before. */
export class DayReader {
  readonly #ports: DayReaderPorts;
  readonly #zones = new Map<string, DaySheet>();
  readonly #quarterSums = new QuarterSums();
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: DayReaderPorts) {
    this.#ports = ports;
  }

  /** @throws RangeError for an unknown time zone */
  async read(question: TodayQuestion): Promise<TodayView> {
    const bounds = localDays(question.tz).bounds(question.now);
    // One after the other: two at once would add the same quarter twice.
    const turn = this.#last.then(() => this.#read(question, bounds));
    // Whoever asked hears of a failure; the next one's turn comes all the same.
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #read({ tz, now, models }: TodayQuestion, bounds: DayBounds): Promise<TodayView> {
    const slices = this.#ports.slices?.() ?? new Slices();
    const { day, start, end } = bounds;
    const quarters = this.#ports.quarters();
    const openSince = Math.floor(now / QUARTER_MS) * QUARTER_MS;
    const over = quarters.filter(within(start, openSince));
    const open = quarters.find(within(openSince, openSince + QUARTER_MS));
    const hoursOfDay = Math.round((end - start) / HOUR_MS);
    const sheet = this.#sheet(tz, { start, hours: hoursOfDay }, over);
    try {
      const view = await sheet.view({ over, open }, models, slices);
      const comparison = await this.#compare(quarters, { tz, bounds, openSince }, slices);
      const hoursBegun = Math.min(hoursOfDay, Math.floor((now - start) / HOUR_MS) + 1);
      return { ...view, day, from: start, hoursOfDay, hoursBegun, comparison };
    } catch (error) {
      // What it took in by then is in no answer.
      this.#zones.delete(tz);
      throw error;
    }
  }

  #sheet(tz: string, day: { start: number; hours: number }, over: readonly Bucket[]): DaySheet {
    const known = this.#zones.get(tz);
    if (known?.isStale(day.start, over) === false) return known;
    if (known === undefined && this.#zones.size >= MAX_ZONES) this.#zones.clear();
    const fresh = new DaySheet(day);
    this.#zones.set(tz, fresh);
    return fresh;
  }

  /** By the time since midnight: on the days on which clocks change an hour's difference is left out of account. */
  async #compare(
    quarters: readonly Bucket[],
    { tz, bounds, openSince }: { tz: string; bounds: DayBounds; openSince: number },
    slices: Slices,
  ): Promise<DayComparison | null> {
    const days = localDays(tz);
    const { start: before } = days.bounds(bounds.start - QUARTER_MS);
    this.#quarterSums.forgetBefore(openSince - KEPT_MS);
    const isKept = before > openSince - KEPT_MS;
    const yesterday = quarters.filter(within(before, Math.min(before + openSince - bounds.start, bounds.start)));
    if (openSince === bounds.start || !isKept || !quarters.some(within(before, bounds.start))) return null;
    return {
      upTo: days.clock(openSince),
      today: await this.#quarterSums.of(quarters.filter(within(bounds.start, openSince)), slices),
      yesterday: await this.#quarterSums.of(yesterday, slices),
    };
  }
}
