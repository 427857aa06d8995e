import fc from 'fast-check';
import type {
  AttemptRecord,
  CompiledChain,
  EngineEvent,
  HopRecord,
  RequestRecord,
  Step,
  Usage,
} from '../engine/index.ts';
import { aRecord, anAttempt } from './telemetryFixtures.ts';

/** What happens at one step of a request. */
export type StepScript =
  | { readonly kind: 'skipped'; readonly reason: 'circuit_open' | 'capability' | 'cost' | 'disabled' }
  | {
      readonly kind: 'failed';
      readonly trigger: 'server_error' | 'empty_response' | 'auth';
      readonly retries: number;
      readonly usage: Usage | null;
    }
  | { readonly kind: 'answered'; readonly retries: number; readonly usage: Usage; readonly interrupted: boolean }
  | { readonly kind: 'client_error' }
  | { readonly kind: 'cancelled' };

/** A request of a story: refused before any route, or what happens at each step. */
export type RequestScript =
  | { readonly kind: 'rejected' }
  | { readonly kind: 'walk'; readonly model: string; readonly steps: readonly StepScript[] };

const usage: fc.Arbitrary<Usage> = fc.record({
  input: fc.integer({ min: 0, max: 5_000 }),
  output: fc.integer({ min: 0, max: 5_000 }),
  cacheRead: fc.integer({ min: 0, max: 100 }),
  cacheWrite: fc.integer({ min: 0, max: 100 }),
  reasoning: fc.integer({ min: 0, max: 100 }),
  estimated: fc.boolean(),
});

const retries = fc.integer({ min: 0, max: 3 });

const stepScript: fc.Arbitrary<StepScript> = fc.oneof(
  fc.record({
    kind: fc.constant('skipped' as const),
    reason: fc.constantFrom('circuit_open', 'capability', 'cost', 'disabled'),
  }),
  fc.record({
    kind: fc.constant('failed' as const),
    trigger: fc.constantFrom('server_error', 'empty_response', 'auth'),
    retries,
    usage: fc.option(usage),
  }),
  fc.record({ kind: fc.constant('answered' as const), retries, usage, interrupted: fc.boolean() }),
  fc.record({ kind: fc.constant('client_error' as const) }),
  fc.record({ kind: fc.constant('cancelled' as const) }),
);

/** Requests for these models in any order, with anything that can happen to them. */
export function storyOf(models: readonly string[]): fc.Arbitrary<readonly RequestScript[]> {
  const walk = fc.record({
    kind: fc.constant('walk' as const),
    model: fc.constantFrom(...models),
    steps: fc.array(stepScript, { minLength: 3, maxLength: 3 }),
  });
  return fc.array(fc.oneof({ weight: 8, arbitrary: walk }, fc.record({ kind: fc.constant('rejected' as const) })), {
    maxLength: 30,
  });
}

class Walk {
  readonly events: EngineEvent[] = [];
  readonly attempts: AttemptRecord[] = [];
  readonly hops: HopRecord[] = [];
  readonly #id: string;
  readonly #model: string;

  constructor(id: string, model: string) {
    this.#id = id;
    this.#model = model;
    this.events.push({ type: 'request-started', requestId: id, model });
  }

  attempt(over: Partial<AttemptRecord> & Pick<AttemptRecord, 'step' | 'position' | 'result'>): void {
    const attempt = anAttempt({ number: this.attempts.length + 1, usage: null, ...over });
    this.attempts.push(attempt);
    this.events.push({ type: 'attempt-ended', requestId: this.#id, model: this.#model, attempt });
  }

  failures(step: Step, position: number, count: number, result: AttemptRecord['result'], usage: Usage | null): void {
    for (let n = 0; n < count; n++) {
      this.attempt({
        step,
        position,
        result,
        usage,
        retryOf: n === 0 ? null : (result as NonNullable<AttemptRecord['retryOf']>),
      });
    }
  }

  hop(from: Step, fromPosition: number, to: Step, reason: HopRecord['reason']): void {
    const hop = { from, fromPosition, to, reason, detail: '' };
    this.hops.push(hop);
    this.events.push({ type: 'hop', requestId: this.#id, model: this.#model, trace: null, hop });
  }

  end(over: Partial<RequestRecord>): readonly EngineEvent[] {
    const { attempts, hops } = this;
    const route = hops.length > 0 ? 'fallback' : 'primary';
    const record = aRecord({
      id: this.#id,
      model: this.#model,
      attempts,
      hops,
      route,
      trigger: hops[0]?.reason ?? null,
      ...over,
    });
    return [...this.events, { type: 'request-ended', record }];
  }
}

const NOT_SERVED = { served: null, servedPosition: null, usage: null } as const;

function walkChain(id: string, chain: CompiledChain, scripts: readonly StepScript[]): readonly EngineEvent[] {
  const walk = new Walk(id, chain.model);
  const requested = chain.steps[0] ?? null;
  for (const [position, step] of chain.steps.entries()) {
    const script = scripts[position] ?? { kind: 'skipped', reason: 'disabled' };
    const last = playStep(walk, step, position, script);
    if (last.kind === 'over') return walk.end({ requested, ...last.ending });
    const next = chain.steps[position + 1];
    if (next === undefined) break;
    walk.hop(step, position, next, last.reason);
  }
  return walk.end({ requested, ...NOT_SERVED, outcome: 'error', status: 502, exhausted: true, error: 'All failed.' });
}

type StepEnd =
  | { readonly kind: 'over'; readonly ending: Partial<RequestRecord> }
  | { readonly kind: 'left'; readonly reason: HopRecord['reason'] };

function playStep(walk: Walk, step: Step, position: number, script: StepScript): StepEnd {
  switch (script.kind) {
    case 'skipped':
      return { kind: 'left', reason: script.reason };
    case 'failed':
      walk.failures(step, position, script.retries + 1, script.trigger, script.usage);
      return { kind: 'left', reason: script.trigger };
    case 'client_error':
      walk.attempt({ step, position, result: 'client_error', status: 400 });
      return { kind: 'over', ending: { ...NOT_SERVED, outcome: 'client_error', status: 400 } };
    case 'cancelled':
      walk.attempt({ step, position, result: 'cancelled', status: null });
      return { kind: 'over', ending: { ...NOT_SERVED, outcome: 'cancelled', status: 499, disconnect: 'upstream' } };
    case 'answered':
      return answer(walk, step, position, script);
  }
}

function answer(walk: Walk, step: Step, position: number, script: Extract<StepScript, { kind: 'answered' }>): StepEnd {
  const { interrupted, usage: used, retries: before } = script;
  walk.failures(step, position, before, 'server_error', null);
  const retryOf = before > 0 ? 'server_error' : null;
  walk.attempt({ step, position, result: interrupted ? 'connection' : 'success', interrupted, usage: used, retryOf });
  const outcome = interrupted ? 'error' : 'success';
  return { kind: 'over', ending: { served: step, servedPosition: position, usage: used, outcome } };
}

/** The engine's events of a story. */
export function playStory(
  chains: ReadonlyMap<string, CompiledChain>,
  story: readonly RequestScript[],
): readonly EngineEvent[] {
  return story.flatMap((script, index): readonly EngineEvent[] => {
    const id = `req-${index}`;
    const chain = script.kind === 'walk' ? chains.get(script.model) : undefined;
    if (script.kind === 'walk' && chain !== undefined) return walkChain(id, chain, script.steps);
    const refused = {
      ...NOT_SERVED,
      attempts: [],
      outcome: 'rejected',
      route: 'none',
      rejection: 'auth',
      status: 401,
    } as const;
    return [{ type: 'request-ended', record: aRecord({ id, requested: null, ...refused }) }];
  });
}
