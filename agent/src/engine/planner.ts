import type { Capability, Price, SkipReason } from '@understudy/contract';
import type { StepCaller, UsageEstimator } from './ports.ts';
import type { EngineRequest } from './request.ts';
import type { CompiledChain, Step } from './step.ts';

/** Why a step is left out without a call, with a sentence for people. */
export interface Skip {
  readonly reason: SkipReason;
  readonly detail: string;
}

// Every token is at least about two bytes of text (CJK and hex are the densest), so a text of up to twice the window fits;
// and no text packs more than sixteen bytes into a token on average, so one of over sixteen times the window never does.
const SURELY_FITS_BYTES_PER_TOKEN = 2;
const NEVER_FITS_BYTES_PER_TOKEN = 16;

/** Tokens of the reference request that list prices are compared with (semantics.md, "Cost"). */
const LIST_INPUT = 500;
const LIST_OUTPUT = 50;

/** Why a step is never called in this chain as it is configured, whatever is asked; null = it may be. */
export function standingSkip(step: Step, chain: CompiledChain): Skip | null {
  if (!step.callable) return { reason: 'disabled', detail: step.blockedBy };
  const primary = chain.steps[0];
  if (primary !== undefined && step !== primary && tooExpensive(step, primary, chain.policy.maxCostMultiplier)) {
    return { reason: 'cost', detail: `${step.model} costs more than maxCostMultiplier times ${primary.model}` };
  }
  return null;
}

/**
 * Decides whether a step can serve a request as far as the configuration knows. What is not declared never skips.
 * Answers a promise only where tokens have to be counted.
 */
export function planStep(
  step: Step,
  chain: CompiledChain,
  request: EngineRequest,
  ports: { caller: StepCaller; estimator: UsageEstimator },
): Skip | null | Promise<Skip | null> {
  const standing = standingSkip(step, chain);
  if (standing !== null) return standing;
  const lacking = step.capabilities === null ? [] : missing(step.capabilities, request.traits().needs);
  if (lacking.length > 0) {
    return {
      reason: 'capability',
      detail: `${step.model} does not declare ${lacking.join(', ')}, which the request uses`,
    };
  }
  const unsupported = ports.caller.unsupported(request, step);
  if (unsupported !== null) return { reason: 'capability', detail: unsupported };
  return planContext(step, request, ports.estimator);
}

function missing(declared: ReadonlySet<Capability>, needs: ReadonlySet<Capability>): Capability[] {
  return [...needs].filter((need) => !declared.has(need));
}

function listCost(price: Price): number {
  return LIST_INPUT * price.input + LIST_OUTPUT * price.output;
}

/** A primary that is free or has no price has no multiplier, so nothing is above it. */
function tooExpensive(step: Step, primary: Step, maxMultiplier: number | null): boolean {
  if (maxMultiplier === null || step.price === null || primary.price === null) return false;
  const base = listCost(primary.price);
  return base > 0 && listCost(step.price) > maxMultiplier * base;
}

function planContext(
  step: Step,
  request: EngineRequest,
  estimator: UsageEstimator,
): Skip | null | Promise<Skip | null> {
  const window = step.contextWindow;
  // A body is never shorter than its text: most requests are settled without looking at it.
  if (window === null || request.raw.length <= window * SURELY_FITS_BYTES_PER_TOKEN) return null;
  const traits = request.traits();
  if (traits.textBytes <= window * SURELY_FITS_BYTES_PER_TOKEN) return null;
  const skip: Skip = {
    reason: 'context_window',
    detail: `the request is longer than the context window of ${step.model} (${window} tokens)`,
  };
  if (traits.textBytes > window * NEVER_FITS_BYTES_PER_TOKEN) return skip;
  return estimator.countInput(traits, step).then((tokens) => (tokens > window ? skip : null));
}
