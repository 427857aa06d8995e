import { describe, expect, it } from '@jest/globals';
import { DEFAULT_DEADLINES, REASONING_DEADLINES } from '@understudy/contract';
import { compileSnapshot } from './compile.ts';
import { chainOf, documentOf, snapshotOf } from './testkit/index.ts';

const ids = (steps: readonly { model: string }[] | null | undefined) => steps?.map(({ model }) => model) ?? null;

describe('compileSnapshot', () => {
  it('knows every model by its id, alone where it has no chain', () => {
    const { chains, revision } = snapshotOf({ chains: [{ model: 'a', fallbacks: ['b', 'c'] }] }, [], 7);
    expect(revision).toBe(7);
    expect([...chains].map(([id, { steps }]) => [id, ids(steps)])).toEqual([
      ['a', ['a', 'b', 'c']],
      ['b', ['b']],
      ['c', ['c']],
    ]);
  });

  it('keeps an absent special list apart from an empty one', () => {
    const absent = chainOf({ chains: [{ model: 'a', fallbacks: [] }] });
    expect([absent.contextWindow, absent.contentPolicy]).toEqual([null, null]);
    const chain = { model: 'a', fallbacks: [], contextWindowFallbacks: [], contentPolicyFallbacks: ['c'] };
    const given = chainOf({ chains: [chain] });
    expect([ids(given.contextWindow), ids(given.contentPolicy)]).toEqual([[], ['c']]);
  });

  it('leaves the model of a disabled chain alone, without the rules of the chain', () => {
    const chain = { model: 'a', fallbacks: ['b'], enabled: false, policy: { maxDepth: 3 } };
    const snapshot = snapshotOf({ chains: [chain] });
    const compiled = snapshot.chains.get('a');
    expect(ids(compiled?.steps)).toEqual(['a']);
    expect(compiled?.policy.maxDepth).toBe(9);
    expect(snapshot.override('a', ['c'])?.policy.maxDepth).toBe(9);
  });

  it('makes steps of what the registry knows', () => {
    const step = chainOf({
      models: [{ id: 'a', upstreamModel: 'a-2026', provider: 'p', contextWindow: 1000, capabilities: ['tools'] }],
      providers: [{ id: 'p', dialect: 'anthropic', breaker: { probes: 2 } }],
      policy: { breaker: { failureThreshold: 7 } },
    }).steps[0];
    expect(step).toMatchObject({
      model: 'a',
      provider: 'p',
      upstreamModel: 'a-2026',
      dialect: 'anthropic',
      target: 'p a-2026',
      callable: true,
      blockedBy: '',
      contextWindow: 1000,
      price: null,
      breaker: { failureThreshold: 7, probes: 2, cooldownMs: 30_000 },
    });
    expect(step?.capabilities).toEqual(new Set(['tools']));
  });

  it('takes a local model as free, whatever price it has', () => {
    const models = [{ id: 'a', provider: 'home', price: { input: 5, output: 5 } }];
    expect(chainOf({ models, providers: [{ id: 'home', location: 'local' }] }).steps[0]?.price).toEqual({
      input: 0,
      output: 0,
    });
  });

  it('marks the steps that may not be called, with the reason', () => {
    const asked = new Set<string>();
    const document = documentOf({ models: ['a', 'b'], providers: [{ id: 'at-b', enabled: false }] });
    const { chains } = compileSnapshot(document, 1, ({ id }) => !asked.add(id));
    expect(asked).toContain('at-a');
    expect(chains.get('a')?.steps.map(({ callable, blockedBy }) => [callable, blockedBy])).toEqual([
      [false, 'provider at-a has no usable credential'],
      [false, 'provider at-b is disabled'],
    ]);
  });

  it('leaves out what the document does not hold', () => {
    const { chains } = snapshotOf({ chains: [{ model: 'a', fallbacks: ['gone', 'b'] }] });
    expect(ids(chains.get('a')?.steps)).toEqual(['a', 'b']);
  });
});

describe('deadlines of a step', () => {
  const models = ['a', { id: 'b', capabilities: ['reasoning' as const] }];

  it('are longer for models that reason, wherever they stand in a chain', () => {
    const { chains } = snapshotOf({ models });
    expect(chains.get('a')?.steps.map(({ deadlines }) => deadlines)).toEqual([DEFAULT_DEADLINES, REASONING_DEADLINES]);
    expect(chains.get('b')?.policy.deadlines).toEqual(REASONING_DEADLINES);
  });

  it('are those of the policy where it sets them, for reasoning models too', () => {
    const { chains } = snapshotOf({ models, policy: { deadlines: { firstTokenMs: 1_000 } } });
    expect(chains.get('b')?.steps[0]?.deadlines).toEqual({ ...REASONING_DEADLINES, firstTokenMs: 1_000 });
  });

  it('follow policy, chain, provider, field by field', () => {
    const { steps } = chainOf({
      models: ['a', 'b'],
      providers: [{ id: 'at-b', deadlines: { idleMs: 3 } }],
      policy: { deadlines: { connectMs: 1, idleMs: 1 } },
      chains: [{ model: 'a', fallbacks: ['b'], policy: { deadlines: { idleMs: 2 } } }],
    });
    expect(steps.map(({ deadlines }) => [deadlines.connectMs, deadlines.idleMs])).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });
});

describe('override', () => {
  const chain = { model: 'a', fallbacks: ['b'], preset: 'immediate' as const, contentPolicyFallbacks: ['b'] };
  const snapshot = snapshotOf({ chains: [chain] });

  it('has the fallbacks that are asked for and none of the special lists', () => {
    const compiled = snapshot.override('a', ['c', 'b']);
    expect(ids(compiled?.steps)).toEqual(['a', 'c', 'b']);
    expect([compiled?.contextWindow, compiled?.contentPolicy]).toEqual([null, null]);
  });

  it('keeps preset and policy; what the left-out lists turned on is off again', () => {
    const policy = snapshot.override('a', [])?.policy;
    expect(policy?.triggers.rate_limit.retries).toBe(0);
    expect(snapshot.chains.get('a')?.policy.triggers.content_policy.enabled).toBe(true);
    expect(policy?.triggers.content_policy.enabled).toBe(false);
  });

  it('works the rules of a model out once', () => {
    expect(snapshot.override('a', [])?.policy).toBe(snapshot.override('a', ['c'])?.policy);
    expect(snapshot.override('b', ['c'])?.policy).toBe(snapshot.chains.get('b')?.policy);
  });

  it.each([
    ['nobody', ['b']],
    ['a', ['b', 'nobody']],
  ])('of %s with %j is unknown', (id, fallbacks) => {
    expect(snapshot.override(id, fallbacks)).toBeNull();
  });
});
