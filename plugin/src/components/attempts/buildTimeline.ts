import type { Timeline, TimelineAttempt, TimelineStep, TimelineWait } from './timeline.ts';

/** A call as it was told: when it began, and when it is over, how it ended. */
export interface AttemptFact {
  readonly number: number;
  readonly position: number;
  readonly model: string;
  readonly provider: string;
  readonly atMs: number;
  readonly durationMs?: number;
  readonly result?: string;
  readonly status?: number | null;
  readonly interrupted?: boolean;
  readonly message?: string;
}

/** A wait as it was told when it began. */
export interface WaitFact {
  readonly position: number;
  readonly ms: number;
  readonly atMs: number;
}

/** A step that was left; `skipped` = without a call. */
export interface HopFact {
  readonly from: string;
  readonly fromPosition: number;
  readonly reason: string;
  readonly detail: string;
  readonly skipped: boolean;
  readonly atMs: number;
}

/** All that is known of a request so far. */
export interface TimelineFacts {
  readonly attempts: readonly AttemptFact[];
  readonly waits: readonly WaitFact[];
  readonly hops: readonly HopFact[];
  /** Milliseconds at which it was over; null = it is under way. */
  readonly endMs: number | null;
}

/** The wait that began after `fact`, cut where the next call or the end of the request came before its time. */
function waitAfter(fact: AttemptFact, next: AttemptFact | undefined, facts: TimelineFacts): TimelineWait | null {
  const until = next?.atMs ?? facts.endMs ?? Number.POSITIVE_INFINITY;
  const wait = facts.waits.find(
    ({ position, atMs }) => position === fact.position && atMs >= fact.atMs && atMs <= until,
  );
  if (!wait) return null;
  return { atMs: wait.atMs, ms: Math.max(0, Math.min(wait.ms, until - wait.atMs)) };
}

function attemptsAt(position: number, facts: TimelineFacts): TimelineAttempt[] {
  const here = facts.attempts.filter((fact) => fact.position === position);
  return here.map((fact, retry) => ({
    retry,
    atMs: fact.atMs,
    durationMs: fact.durationMs ?? null,
    result: fact.result ?? null,
    status: fact.status ?? null,
    interrupted: fact.interrupted ?? false,
    message: fact.message ?? '',
    wait: waitAfter(fact, here[retry + 1], facts),
  }));
}

/** Puts what is known of a request in the order of its steps. */
export function buildTimeline(facts: TimelineFacts): Timeline {
  const steps = new Map<number, TimelineStep>();
  for (const { position, model, provider } of facts.attempts) {
    if (steps.has(position)) continue;
    steps.set(position, { position, model, provider, attempts: attemptsAt(position, facts), skipped: null });
  }
  for (const { fromPosition: position, from: model, skipped, ...why } of facts.hops) {
    if (!skipped || steps.has(position)) continue;
    const { reason, detail, atMs } = why;
    steps.set(position, { position, model, provider: null, attempts: [], skipped: { reason, detail, atMs } });
  }
  return [...steps.values()].sort((a, b) => a.position - b.position);
}
