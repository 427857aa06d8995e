import { countsForBreaker } from '@understudy/contract';
import type { AttemptRecord, Clock, EngineListener, Step } from '../../engine/index.ts';
import { RecentCalls, SLOTS, type AttemptCounts } from './recentCalls.ts';

/** Ten of them are five minutes. */
const SLOT_MS = 30_000;
const NONE: AttemptCounts = { attempts: 0, failures: 0 };

interface Target {
  readonly calls: RecentCalls;
  readonly provider: string;
  /** Of the provider: added up as they come, because a list of providers with a thousand targets is read often. */
  readonly ofProvider: RecentCalls;
}

function saysNothing({ result }: AttemptRecord): boolean {
  return result === 'cancelled' || result === 'client_error' || (result !== 'success' && !countsForBreaker(result));
}

/** A small rolling tally of upstream calls by target and by provider. Clients' own mistakes and departures are left out. */
export class AttemptTally {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #targets = new Map<string, Target>();
  readonly #providers = new Map<string, RecentCalls>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  readonly listener: EngineListener = (event) => {
    if (event.type !== 'attempt-ended' || saysNothing(event.attempt)) return;
    const { step, result } = event.attempt;
    const slot = this.#slot();
    const { calls, ofProvider } = this.#of(step);
    calls.add(slot, result !== 'success');
    ofProvider.add(slot, result !== 'success');
  };

  /** Of a provider; zeros where it was not called. */
  counts(provider: string): AttemptCounts {
    return this.#providers.get(provider)?.since(this.#oldest()) ?? NONE;
  }

  /** Of a target (provider and upstream model, as steps name it); zeros where it was not called. */
  targetCounts(target: string): AttemptCounts {
    return this.#targets.get(target)?.calls.since(this.#oldest()) ?? NONE;
  }

  /** Forgets providers that left the configuration, and targets that were not called lately. */
  keepOnly(providers: ReadonlySet<string>): void {
    const oldest = this.#oldest();
    for (const provider of this.#providers.keys()) if (!providers.has(provider)) this.#providers.delete(provider);
    for (const [target, { calls, provider }] of this.#targets) {
      if (!providers.has(provider) || !calls.isUsedSince(oldest)) this.#targets.delete(target);
    }
  }

  #slot(): number {
    return Math.floor(this.#clock.now() / SLOT_MS);
  }

  #oldest(): number {
    return this.#slot() - SLOTS + 1;
  }

  #of({ target, provider }: Step): Target {
    const known = this.#targets.get(target);
    if (known !== undefined) return known;
    const ofProvider = this.#providers.get(provider) ?? new RecentCalls();
    this.#providers.set(provider, ofProvider);
    const made = { calls: new RecentCalls(), provider, ofProvider };
    this.#targets.set(target, made);
    return made;
  }
}
