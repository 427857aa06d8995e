import { describe, expect, it } from '@jest/globals';
import { TRIGGERS, type Capability, type Chain, type Model, type Policy, type Price } from '@understudy/contract';
import fc from 'fast-check';
import { Cancel } from './cancel.ts';
import type { RequestRecord } from './events.ts';
import {
  after,
  clientError,
  completeEnd,
  cutEnd,
  failure,
  ownTimeout,
  requestOf,
  silence,
  startEngine,
  streams,
  whole,
  type EngineUnderTest,
  type FakeClock,
  type Scripted,
} from './testkit/index.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'] as const;
const TOTAL_MS = 60_000;

/** What one call comes to; made into a script once the clock is there. */
type Plan = (clock: FakeClock) => Scripted;

const anyCall: fc.Arbitrary<Plan> = fc.oneof(
  fc.constant<Plan>(() => whole()),
  fc.constant<Plan>(() => whole('not reported', null)),
  fc.constant<Plan>(() => clientError()),
  fc.constant<Plan>(() => ownTimeout()),
  fc.constant<Plan>((clock) => silence(clock)),
  fc.nat(20_000).map(
    (ms): Plan =>
      (clock) =>
        streams(clock, completeEnd, ms),
  ),
  fc.nat(20_000).map(
    (ms): Plan =>
      (clock) =>
        streams(clock, cutEnd(), ms),
  ),
  fc
    .record({
      trigger: fc.constantFrom(...TRIGGERS.filter((name) => name !== 'circuit_open')),
      ms: fc.nat(5_000),
      retryAfterMs: fc.option(fc.nat(40_000)),
    })
    .map(
      ({ trigger, ms, retryAfterMs }): Plan =>
        (clock) =>
          after(clock, ms, failure(trigger, { retryAfterMs })),
    ),
);

const someIds = fc.subarray([...IDS.slice(1)]).chain((ids) => fc.shuffledSubarray(ids, { minLength: ids.length }));

const anyChain: fc.Arbitrary<Chain> = fc.record(
  { model: fc.constant('a'), fallbacks: someIds, contextWindowFallbacks: someIds, contentPolicyFallbacks: someIds },
  { requiredKeys: ['model', 'fallbacks'] },
);

const anyModels: fc.Arbitrary<(Partial<Model> & { id: string })[]> = fc.tuple(
  ...IDS.map((id) =>
    fc
      .record(
        {
          enabled: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
          contextWindow: fc.constantFrom(10, 1_000, 1_000_000),
          capabilities: fc.constantFrom<Capability[]>(['vision'], []),
          price: fc.constantFrom<Price>({ input: 1, output: 1 }, { input: 9, output: 9 }),
        },
        { requiredKeys: ['enabled'] },
      )
      .map((model) => ({ id, ...model })),
  ),
);

const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  preset: fc.constantFrom('patient' as const, 'immediate' as const, 'single' as const),
  maxDepth: fc.option(fc.nat(9), { nil: undefined }),
  maxCostMultiplier: fc.constantFrom(null, 2),
  jitter: fc.boolean(),
  triggers: fc.dictionary(fc.constantFrom(...TRIGGERS), fc.record({ enabled: fc.boolean(), retries: fc.nat(4) })),
  deadlines: fc.constant({ totalMs: TOTAL_MS, attemptMs: 20_000 }),
  breaker: fc.record({
    enabled: fc.boolean(),
    failureThreshold: fc.integer({ min: 1, max: 4 }),
    cooldownMs: fc.constant(5_000),
  }),
});

const anyRequest = fc.record({
  startMs: fc.nat(30_000),
  cancelMs: fc.option(fc.nat(30_000), { freq: 3 }),
  timeoutMs: fc.option(fc.integer({ min: 1, max: 2 * TOTAL_MS })),
  needsVision: fc.boolean(),
  textBytes: fc.constantFrom(5, 500, 20_000),
});

type AnyRequest = typeof anyRequest extends fc.Arbitrary<infer T> ? T : never;

const world = fc.record({
  chain: anyChain,
  models: anyModels,
  policy: anyPolicy,
  calls: fc.record(Object.fromEntries(IDS.map((id) => [id, fc.array(anyCall, { minLength: 1, maxLength: 4 })]))),
  requests: fc.array(anyRequest, { minLength: 1, maxLength: 8 }),
  draws: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 5 }),
});

async function live(under: EngineUnderTest, request: AnyRequest, id: string): Promise<RequestRecord> {
  const { engine, clock } = under;
  await new Promise<void>((resolve) => void clock.setTimer(resolve, request.startMs));
  const cancel = new Cancel();
  const leave = request.cancelMs === null ? null : clock.setTimer(() => cancel.cancel('client'), request.cancelMs);
  const needs = request.needsVision ? (['vision'] as const) : [];
  const text = 'x'.repeat(request.textBytes);
  const result = await engine.run(requestOf({ id, cancel, needs, text, timeoutMs: request.timeoutMs, stream: true }));
  if (result.kind === 'unknown_model') throw new Error('every model is configured');
  const streamed = result.kind === 'answer' && result.answer.body.kind === 'stream';
  const end = streamed ? await result.pump({ write: () => true, onDrain: () => undefined }) : null;
  if (leave !== null) clock.clearTimer(leave);
  const left = result.kind === 'cancelled' || end?.kind === 'cancelled';
  return left ? result.settlement.abandoned() : result.settlement.delivered(200);
}

/** Steps that were reached and not called, though the client was still there. */
function skipsOf({ attempts, hops, outcome }: RequestRecord): number {
  const called = new Set(attempts.map(({ position }) => position));
  const positions = [...hops.keys(), ...(outcome === 'cancelled' ? [] : [hops.length])];
  return positions.filter((position) => !called.has(position)).length;
}

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);

function expectRequestToAddUp(record: RequestRecord, policy: Policy, totalMs: number): void {
  const { attempts, hops } = record;
  expect(record.exhausted && record.outcome !== 'error').toBe(false);
  expect(record.route).toBe(hops.length > 0 ? 'fallback' : 'primary');
  expect(record.trigger).toBe(hops[0]?.reason ?? null);
  expect(hops.length).toBeLessThanOrEqual(policy.maxDepth ?? (policy.preset === 'single' ? 1 : 9));
  expect(hops.map(({ fromPosition }) => fromPosition)).toEqual([...hops.keys()]);
  expect(attempts.map(({ number }) => number)).toEqual([...attempts.keys()].map((index) => index + 1));
  // Each model is called at one position only.
  const places = new Set(attempts.map(({ step, position }) => `${step.model} ${position}`));
  expect(places.size).toBe(new Set(attempts.map(({ step }) => step.model)).size);
  expect(record.durationMs).toBeLessThanOrEqual(totalMs);
  expect(record.upstreamMs + record.backoffMs).toBe(record.durationMs);
  if (record.outcome !== 'success') return;
  expect(record.served).toBe(attempts.at(-1)?.step);
  expect(record.servedPosition).toBe(hops.length);
}

function expectBooksToAddUp(under: EngineUnderTest, records: RequestRecord[]): void {
  const { events, caller } = under;
  const eligible = records.filter(({ outcome }) => outcome === 'success' || outcome === 'error').length;
  const clientErrors = records.filter(({ outcome }) => outcome === 'client_error').length;
  const cancelledAfterCall = records.filter(
    ({ outcome, attempts }) => outcome === 'cancelled' && attempts.length > 0,
  ).length;
  const retries = events.attempts.filter(({ retryOf }) => retryOf !== null).length;
  const skips = sum(records.map(skipsOf));
  expect(events.attempts.length).toBe(
    eligible + clientErrors + cancelledAfterCall + retries + events.hops.length - skips,
  );
  expect(events.attempts.length).toBe(caller.calls.length);
  expect(events.of('attempt-started').length).toBe(caller.calls.length);
  const leavingPrimary = events.hops.filter(({ fromPosition }) => fromPosition === 0).length;
  expect(leavingPrimary).toBe(records.filter(({ route }) => route === 'fallback').length);
  expect(events.records.map(({ id }) => id).sort()).toEqual(records.map(({ id }) => id).sort());
}

/** No timer and no probe slot is left: every breaker lets a call through once it has cooled down. */
function expectNothingHeld({ clock, engine }: EngineUnderTest): void {
  expect(clock.waits).toEqual([]);
  clock.skip(3_600_000);
  for (const { steps } of engine.snapshot.chains.values()) {
    expect(engine.breakers.of(steps[0]!).acquire(clock.now())).not.toBeNull();
  }
}

describe('whatever the chain, the failures and the clients', () => {
  it('the books add up and nothing is left behind', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ chain, models, policy, calls, requests, draws }) => {
        let drawn = 0;
        const under = startEngine({
          models,
          chains: [chain],
          policy,
          random: () => draws[drawn++ % draws.length] ?? 0,
          script: (clock) =>
            Object.fromEntries(Object.entries(calls).map(([id, plans]) => [id, plans.map((plan) => plan(clock))])),
        });
        const living = requests.map((request, index) => live(under, request, `r${index}`));
        const records = await under.clock.drive(Promise.all(living));
        for (const [index, record] of records.entries()) {
          expectRequestToAddUp(record, policy, Math.min(TOTAL_MS, requests[index]?.timeoutMs ?? TOTAL_MS));
        }
        expectBooksToAddUp(under, records);
        expectNothingHeld(under);
      }),
      { numRuns: 400 },
    );
  });
});
