import { countsForBreaker, isRetryable, retrySchedule, type DrillPlan, type DrillRequest } from '@understudy/contract';
import { ChainRoute, standingSkip, type CompiledChain, type Step } from '../engine/index.ts';
import { triggerOf } from './forcedFailure.ts';

type PlanStep = DrillPlan['steps'][number];

/** What goes on beside the steps: time that is left, and failures that count for breakers. */
interface Walk {
  readonly order: DrillRequest;
  readonly chain: CompiledChain;
  /** Milliseconds until the deadline, were every call over at once. */
  leftMs: number;
  /** Forced failures by target: a breaker that opens ends the retries. */
  readonly failures: Map<string, number>;
}

/** Calls of a target that may fail before its breaker opens: by their number in a row, or by their share. */
function failuresToOpen({ breaker }: Step): number {
  return breaker.enabled ? Math.min(breaker.failureThreshold, breaker.minRequests) : Number.POSITIVE_INFINITY;
}

/** Waits between the forced calls of a step. */
function waitsOf(step: Step, walk: Walk): number[] {
  const trigger = triggerOf(walk.order.failure);
  const rule = walk.chain.policy.triggers[trigger];
  const counted = countsForBreaker(trigger);
  let failures = (walk.failures.get(step.target) ?? 0) + 1;
  const waits: number[] = [];
  for (const wait of rule.enabled && isRetryable(trigger) ? retrySchedule(rule) : []) {
    if ((counted && failures >= failuresToOpen(step)) || wait >= walk.leftMs) break;
    waits.push(wait);
    walk.leftMs -= wait;
    failures++;
  }
  walk.failures.set(step.target, failures);
  return waits;
}

function planned(step: Step, position: number, walk: Walk): PlanStep {
  const { model, provider, upstreamModel } = step;
  const forced = position < walk.order.failSteps;
  const skipped = standingSkip(step, walk.chain)?.detail ?? null;
  const waitsMs = forced && skipped === null ? waitsOf(step, walk) : [];
  return { position, model, provider, upstreamModel, forced, skipped, waitsMs };
}

/** What a drill of a chain will do, as far as it is known before it begins: how long it waits at most, and who comes after whom. */
export function drillPlan(
  chain: CompiledChain,
  order: DrillRequest,
  drill: Pick<DrillPlan, 'id' | 'number' | 'revision'>,
): DrillPlan {
  const primary = chain.steps[0];
  if (primary === undefined) throw new Error('a drill is checked before it runs');
  const { totalMs } = primary.deadlines;
  const walk: Walk = { order, chain, leftMs: totalMs, failures: new Map() };
  const route = new ChainRoute(chain, primary);
  const steps: PlanStep[] = [];
  for (let step: Step | null = primary; step !== null;) {
    const next = planned(step, route.position, walk);
    steps.push(next);
    // Whether a called step fails is not known; if it does, the chain goes on in the same list.
    step = route.advance(next.forced && next.skipped === null ? triggerOf(order.failure) : 'disabled');
  }
  const waitMs = steps.flatMap(({ waitsMs }) => waitsMs).reduce((sum, ms) => sum + ms, 0);
  const { model, failure } = order;
  return { ...drill, model, failure, steps, atMost: chain.policy.jitter, waitMs, totalMs };
}
