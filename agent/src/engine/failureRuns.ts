/** Neighbouring attempts of which none succeeded. */
export interface FailureRun {
  readonly first: number;
  readonly last: number;
  /** Failed attempts in it; those that said nothing are bridged and not counted. */
  readonly failures: number;
}

/** Ends of runs kept; a run as old as that is long decided. */
const MAX_ENDS = 4_096;

/**
 * Runs of failed attempts in the order in which the attempts began. The order in which they end would not do: a refusal comes
 * back in milliseconds while good answers still take seconds, so under load a provider that fails one call in five would
 * show nothing but failures in a row.
 */
export class FailureRuns {
  /** Each run under its first and its last attempt. */
  readonly #ends = new Map<number, FailureRun>();

  /** An attempt failed; answers the run that it is in. */
  failed(attempt: number): FailureRun {
    return this.#join(attempt, 1);
  }

  /** An attempt said nothing about the provider: attempts before and after it are neighbours. */
  bridged(attempt: number): void {
    this.#join(attempt, 0);
  }

  clear(): void {
    this.#ends.clear();
  }

  #join(attempt: number, failures: number): FailureRun {
    const before = this.#take(attempt - 1);
    const after = this.#take(attempt + 1);
    const run: FailureRun = {
      first: before?.first ?? attempt,
      last: after?.last ?? attempt,
      failures: (before?.failures ?? 0) + failures + (after?.failures ?? 0),
    };
    this.#ends.set(run.first, run);
    this.#ends.set(run.last, run);
    if (this.#ends.size > MAX_ENDS) this.#dropOldest();
    return run;
  }

  #take(end: number): FailureRun | undefined {
    const run = this.#ends.get(end);
    if (run === undefined) return undefined;
    this.#ends.delete(run.first);
    this.#ends.delete(run.last);
    return run;
  }

  #dropOldest(): void {
    const [oldest] = this.#ends.keys();
    if (oldest !== undefined) this.#take(oldest);
  }
}
