import { countsForBreaker } from '@understudy/contract';
import type { AttemptRecord, Clock, EngineListener, Step } from '../../engine/index.ts';

const SLOT_MS = 30_000;
/** Five minutes. */
const SLOTS = 10;

/** Attempts of the last five minutes that say something about who was called. */
export interface AttemptCounts {
  readonly attempts: number;
  readonly failures: number;
}

/** Calls of one target by slots of time. */
interface Slots {
  readonly provider: string;
  /** Number of the slot that each place holds. */
  readonly slots: Float64Array;
  readonly attempts: Float64Array;
  readonly failures: Float64Array;
}

function saysNothing({ result }: AttemptRecord): boolean {
  return result === 'cancelled' || result === 'client_error' || (result !== 'success' && !countsForBreaker(result));
}

function emptySlots(provider: string): Slots {
  const column = (): Float64Array => new Float64Array(SLOTS);
  return { provider, slots: column().fill(-1), attempts: column(), failures: column() };
}

function sumSince(oldest: number, targets: Iterable<Slots>): AttemptCounts {
  let attempts = 0;
  let failures = 0;
  for (const of of targets) {
    for (let place = 0; place < SLOTS; place++) {
      if ((of.slots[place] ?? -1) < oldest) continue;
      attempts += of.attempts[place] ?? 0;
      failures += of.failures[place] ?? 0;
    }
  }
  return { attempts, failures };
}

/** A small rolling tally of upstream calls by target. Clients' own mistakes and departures are left out. */
export class AttemptTally {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #targets = new Map<string, Slots>();
  readonly #providers = new Map<string, Slots[]>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  readonly listener: EngineListener = (event) => {
    if (event.type !== 'attempt-ended' || saysNothing(event.attempt)) return;
    const { attempt } = event;
    const slots = this.#of(attempt.step);
    const slot = this.#slot();
    const place = slot % SLOTS;
    if (slots.slots[place] !== slot) {
      slots.slots[place] = slot;
      slots.attempts[place] = 0;
      slots.failures[place] = 0;
    }
    slots.attempts[place] = (slots.attempts[place] ?? 0) + 1;
    if (attempt.result !== 'success') slots.failures[place] = (slots.failures[place] ?? 0) + 1;
  };

  /** Of a provider; zeros where it was not called. */
  counts(provider: string): AttemptCounts {
    return sumSince(this.#oldest(), this.#providers.get(provider) ?? []);
  }

  /** Of a target (provider and upstream model, as steps name it); zeros where it was not called. */
  targetCounts(target: string): AttemptCounts {
    const slots = this.#targets.get(target);
    return sumSince(this.#oldest(), slots === undefined ? [] : [slots]);
  }

  /** Forgets providers that left the configuration, and targets that were not called lately. */
  keepOnly(providers: ReadonlySet<string>): void {
    const oldest = this.#oldest();
    this.#providers.clear();
    for (const [target, slots] of this.#targets) {
      if (providers.has(slots.provider) && Math.max(...slots.slots) >= oldest) this.#listed(slots);
      else this.#targets.delete(target);
    }
  }

  #slot(): number {
    return Math.floor(this.#clock.now() / SLOT_MS);
  }

  #oldest(): number {
    return this.#slot() - SLOTS + 1;
  }

  #of({ target, provider }: Step): Slots {
    const known = this.#targets.get(target);
    if (known !== undefined) return known;
    const slots = emptySlots(provider);
    this.#targets.set(target, slots);
    this.#listed(slots);
    return slots;
  }

  #listed(slots: Slots): void {
    const targets = this.#providers.get(slots.provider);
    if (targets === undefined) this.#providers.set(slots.provider, [slots]);
    else targets.push(slots);
  }
}
