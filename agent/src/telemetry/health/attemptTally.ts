import { countsForBreaker } from '@understudy/contract';
import type { AttemptRecord, Clock, EngineListener } from '../../engine/index.ts';

const SLOT_MS = 30_000;
/** Five minutes. */
const SLOTS = 10;

/** Attempts of the last five minutes that say something about a provider. */
export interface AttemptCounts {
  readonly attempts: number;
  readonly failures: number;
}

interface Slots {
  /** Number of the slot that each place holds. */
  readonly slots: Float64Array;
  readonly attempts: Float64Array;
  readonly failures: Float64Array;
}

function saysNothing({ result }: AttemptRecord): boolean {
  return result === 'cancelled' || result === 'client_error' || (result !== 'success' && !countsForBreaker(result));
}

/** A small rolling tally of upstream calls by provider. Clients' own mistakes and departures are left out. */
export class AttemptTally {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #providers = new Map<string, Slots>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  readonly listener: EngineListener = (event) => {
    if (event.type !== 'attempt-ended' || saysNothing(event.attempt)) return;
    const { attempt } = event;
    const slots = this.#of(attempt.step.provider);
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
    const slots = this.#providers.get(provider);
    let attempts = 0;
    let failures = 0;
    const oldest = this.#slot() - SLOTS + 1;
    for (let place = 0; slots !== undefined && place < SLOTS; place++) {
      if ((slots.slots[place] ?? -1) < oldest) continue;
      attempts += slots.attempts[place] ?? 0;
      failures += slots.failures[place] ?? 0;
    }
    return { attempts, failures };
  }

  /** Forgets providers that left the configuration. */
  keepOnly(providers: ReadonlySet<string>): void {
    for (const provider of this.#providers.keys()) if (!providers.has(provider)) this.#providers.delete(provider);
  }

  #slot(): number {
    return Math.floor(this.#clock.now() / SLOT_MS);
  }

  #of(provider: string): Slots {
    const known = this.#providers.get(provider);
    if (known !== undefined) return known;
    const column = (): Float64Array => new Float64Array(SLOTS);
    const slots = { slots: column().fill(-1), attempts: column(), failures: column() };
    this.#providers.set(provider, slots);
    return slots;
  }
}
