import type { DrillLimit } from '@understudy/contract';

/** Tests that a person might still run, as of a moment. */
export interface AllowanceFact extends DrillLimit {
  /** Epoch ms at which the agent said so. */
  readonly at: number;
}

/** The same at `now`: the seconds pass, and when they are over all tests are free again. */
export function allowanceAt({ at, limit, remaining, resetSeconds }: AllowanceFact, now: number): DrillLimit {
  const left = Math.max(0, Math.ceil(resetSeconds - Math.max(0, now - at) / 1_000));
  return { limit, remaining: left === 0 ? limit : remaining, resetSeconds: left };
}

/**
 * The lesser of what is known of what is left. What the last test of this person said lasts until its window is over; what
 * the agent says when it is asked may be about another token.
 */
export function leastAllowance(facts: readonly (AllowanceFact | null | undefined)[], now: number): DrillLimit | null {
  const known = facts.filter((fact) => fact !== null && fact !== undefined).map((fact) => allowanceAt(fact, now));
  return known.reduce<DrillLimit | null>(
    (least, fact) => (least === null || fact.remaining < least.remaining ? fact : least),
    null,
  );
}
