import { describe, expect, it } from '@jest/globals';
import { failure, startEngine, whole } from './testkit/index.ts';

const price = (input: number, output = input) => ({ input, output });

describe('planning skips', () => {
  it('a disabled model, and a model of a disabled provider', async () => {
    const { finish, caller } = startEngine({
      models: [{ id: 'a', enabled: false }, 'b', 'c'],
      providers: [{ id: 'at-b', enabled: false }],
    });
    const record = await finish();
    expect(caller.models).toEqual(['c']);
    expect(record.hops.map(({ reason, detail }) => [reason, detail])).toEqual([
      ['disabled', 'model a is disabled'],
      ['disabled', 'provider at-b is disabled'],
    ]);
    expect(record).toMatchObject({ outcome: 'success', route: 'fallback', servedPosition: 2, trigger: 'disabled' });
  });

  it('a provider without a usable credential', async () => {
    const { finish, caller } = startEngine({ keyless: ['at-a'] });
    const { hops } = await finish();
    expect(caller.models).toEqual(['b']);
    expect(hops[0]).toMatchObject({ reason: 'disabled', detail: 'provider at-a has no usable credential' });
  });

  it('a model that declares no support for what the request uses, not one that declares nothing', async () => {
    const { finish, caller } = startEngine({
      models: [{ id: 'a', capabilities: ['json'] }, { id: 'b', capabilities: [] }, 'c'],
    });
    const record = await finish({ needs: ['vision', 'tools'] });
    expect(caller.models).toEqual(['c']);
    expect(record.hops.map(({ reason }) => reason)).toEqual(['capability', 'capability']);
    expect(record.hops[0]?.detail).toBe('a does not declare vision, tools, which the request uses');
  });

  it('no model that declares what is used, and more', async () => {
    const { finish, caller } = startEngine({ models: [{ id: 'a', capabilities: ['vision', 'tools'] }, 'b'] });
    await finish({ needs: ['tools'] });
    expect(caller.models).toEqual(['a']);
  });

  it('a step that the caller cannot carry the request to', async () => {
    const { finish, caller } = startEngine();
    caller.unable.set('a', 'a takes no pictures by URL');
    const { hops } = await finish();
    expect(caller.models).toEqual(['b']);
    expect(hops[0]).toMatchObject({ reason: 'capability', detail: 'a takes no pictures by URL' });
  });

  it('nothing that is a failure of the breaker', async () => {
    const { finish, engine } = startEngine({ keyless: ['at-a'], policy: { breaker: { failureThreshold: 1 } } });
    await finish();
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('closed');
  });
});

describe('the context window', () => {
  const models = [{ id: 'a', contextWindow: 100 }, 'b'];

  it.each([
    ['of two bytes a token fits without counting', 200, 0, 'a'],
    ['that needs counting is counted, and fits', 400, 1, 'a'],
    ['that needs counting is counted, and does not fit', 401, 1, 'b'],
    ['of sixteen bytes a token is still counted', 1_600, 1, 'b'],
    ['above that never fits and is not counted', 1_601, 0, 'b'],
  ])('a text %s', async (_what, bytes, counted, model) => {
    const { finish, caller, estimator } = startEngine({ models });
    await finish({ text: 'x'.repeat(bytes) });
    expect(caller.models).toEqual([model]);
    expect(estimator.inputsCounted).toBe(counted);
  });

  it('that is unknown skips nothing', async () => {
    const { finish, caller, estimator } = startEngine({ models: ['a', 'b'] });
    await finish({ text: 'x'.repeat(100_000) });
    expect(caller.models).toEqual(['a']);
    expect(estimator.inputsCounted).toBe(0);
  });

  it('known to be too small is the trigger of that name: its own list is next', async () => {
    const chains = [{ model: 'a', fallbacks: ['b'], contextWindowFallbacks: ['c'] }];
    const { finish, caller } = startEngine({ models: [...models, 'c'], chains });
    expect(await finish({ text: 'x'.repeat(5_000) })).toMatchObject({ trigger: 'context_window', outcome: 'success' });
    expect(caller.models).toEqual(['c']);
  });

  it('known to be too small ends the request where context_window is off', async () => {
    const policy = { triggers: { context_window: { enabled: false } } };
    const { walk, caller } = startEngine({ models, policy });
    expect(await walk({ text: 'x'.repeat(5_000) })).toMatchObject({ cause: { kind: 'no_step' } });
    expect(caller.calls).toEqual([]);
  });
});

describe('maxCostMultiplier', () => {
  const policy = { maxCostMultiplier: 2, preset: 'immediate' } as const;
  const script = { a: failure('server_error'), b: failure('server_error') };

  it.each([
    ['twice the price is called', price(2), ['a', 'b', 'c']],
    ['more than that is skipped', price(2.1), ['a', 'c']],
    ['the usual mix of tokens counts, not the dearest', price(1, 11), ['a', 'b', 'c']],
    ['no price is unknown and called', undefined, ['a', 'b', 'c']],
  ])('%s', async (_what, b, called) => {
    const models = [{ id: 'a', price: price(1) }, b === undefined ? 'b' : { id: 'b', price: b }, 'c'];
    const { finish, caller } = startEngine({ models, policy, script });
    const { hops } = await finish();
    expect(caller.models).toEqual(called);
    expect(hops[1]?.reason).toBe(called.length === 3 ? 'server_error' : 'cost');
  });

  it.each([
    ['that is free', { id: 'a', price: price(0) }],
    ['that is local', { id: 'a', price: price(1), provider: 'home' }],
    ['without a price', { id: 'a' }],
  ])('has no meaning beside a primary %s', async (_what, primary) => {
    const providers = [{ id: 'home', location: 'local' as const }];
    const { finish, caller } = startEngine({
      models: [primary, { id: 'b', price: price(99) }],
      providers,
      policy,
      script: { a: script.a },
    });
    await finish();
    expect(caller.models).toEqual(['a', 'b']);
  });

  it('absent skips nothing', async () => {
    const models = [
      { id: 'a', price: price(1) },
      { id: 'b', price: price(99) },
    ];
    const { finish, caller } = startEngine({ models, policy: { preset: 'immediate' }, script: { a: script.a } });
    await finish();
    expect(caller.models).toEqual(['a', 'b']);
  });
});

describe('no step left', () => {
  it('is the fault of the request, and says what is missing at each step', async () => {
    const models = [
      { id: 'a', capabilities: [] },
      { id: 'b', enabled: false },
    ];
    const { walk, finish, caller } = startEngine({ models });
    expect(await walk({ needs: ['audio'] })).toMatchObject({
      kind: 'failed',
      cause: { kind: 'no_step', details: ['a does not declare audio, which the request uses', 'model b is disabled'] },
      meta: { calls: 0 },
    });
    const record = await finish({ needs: ['audio'] });
    expect(record).toMatchObject({ outcome: 'client_error', route: 'fallback', exhausted: false, attempts: [] });
    expect(record.error).toBe('a does not declare audio, which the request uses; model b is disabled');
    expect(caller.calls).toEqual([]);
  });

  it('after an upstream error tells that error', async () => {
    const models = ['a', { id: 'b', enabled: false }];
    const { walk } = startEngine({ models, script: { a: failure('quota') } });
    expect(await walk()).toMatchObject({
      cause: { kind: 'exhausted', clientError: false, failure: { trigger: 'quota' } },
    });
  });

  it('beside an open breaker is no fault of the request', async () => {
    const models = [{ id: 'a', capabilities: [] }, 'b'];
    const policy = { preset: 'immediate', breaker: { failureThreshold: 1 } } as const;
    const { walk, caller } = startEngine({ models, policy, script: { b: [failure('quota'), whole()] } });
    await walk({ needs: ['audio'] });
    expect(await walk({ needs: ['audio'] })).toMatchObject({ cause: { kind: 'circuits_open', retryAfterMs: 30_000 } });
    expect(caller.models).toEqual(['b']);
  });
});
