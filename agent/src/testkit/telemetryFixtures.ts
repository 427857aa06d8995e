import { breakerSettings, DEFAULT_DEADLINES, effectivePolicy, type Price } from '@understudy/contract';
import type { AttemptRecord, CompiledChain, HopRecord, RequestRecord, Step, Usage } from '../engine/index.ts';

/** A step with sensible values. */
export function aStep(over: Partial<Step> = {}): Step {
  const { provider = 'openai', model = 'gpt-4o', upstreamModel = over.model ?? 'gpt-4o' } = over;
  return {
    model,
    provider,
    upstreamModel,
    dialect: 'openai',
    target: `${provider} ${upstreamModel}`,
    callable: true,
    blockedBy: '',
    capabilities: null,
    contextWindow: null,
    price: { input: 2.5, output: 10 },
    deadlines: DEFAULT_DEADLINES,
    breaker: breakerSettings(undefined, {}),
    ...over,
  };
}

/** A chain over these steps; the first is the primary. */
function aChain(steps: readonly Step[], over: Partial<CompiledChain> = {}): CompiledChain {
  return {
    model: steps[0]?.model ?? '',
    steps,
    contextWindow: null,
    contentPolicy: null,
    policy: effectivePolicy(undefined, undefined),
    ...over,
  };
}

/** The chains of a registry in which only the first model of each list has fallbacks. */
export function chainsOf(...lists: readonly (readonly Step[])[]): Map<string, CompiledChain> {
  const chains = new Map<string, CompiledChain>();
  for (const step of lists.flat()) chains.set(step.model, aChain([step]));
  for (const steps of lists) chains.set(steps[0]?.model ?? '', aChain(steps));
  return chains;
}

/** Usage as a provider reports it. */
export function aUsage(over: Partial<Usage> = {}): Usage {
  return { input: 100, output: 20, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false, ...over };
}

/** An upstream call that answered. */
export function anAttempt(over: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    number: 1,
    step: aStep(),
    position: 0,
    result: 'success',
    status: 200,
    startedAt: 0,
    durationMs: 400,
    retryOf: null,
    waitedMs: 0,
    ownTimer: false,
    interrupted: false,
    replay: null,
    message: '',
    usage: aUsage(),
    firstContentMs: null,
    said: null,
    ...over,
  };
}

/** A hop after a server error. */
export function aHop(from: Step, to: Step, over: Partial<HopRecord> = {}): HopRecord {
  return { from, fromPosition: 0, to, reason: 'server_error', detail: 'The provider answered 500.', ...over };
}

/** A request that the primary answered. */
export function aRecord(over: Partial<RequestRecord> = {}): RequestRecord {
  const step = aStep();
  const attempts = over.attempts ?? [anAttempt({ step })];
  return {
    id: 'req-1',
    api: 'chat',
    stream: false,
    model: 'gpt-4o',
    client: 'anonymous',
    tags: [],
    trace: null,
    arrivedAt: 1_700_000_000_000,
    route: 'primary',
    outcome: 'success',
    status: 200,
    requested: step,
    served: step,
    servedPosition: 0,
    trigger: null,
    attempts,
    hops: [],
    exhausted: false,
    durationMs: 405,
    upstreamMs: 400,
    backoffMs: 0,
    firstTokenMs: null,
    failoverMs: null,
    usage: aUsage(),
    rejection: null,
    disconnect: null,
    error: '',
    ...over,
  };
}

/** Free of charge, as local models are. */
export const FREE: Price = { input: 0, output: 0 };
