import { describe, expect, it } from '@jest/globals';
import type { Chain, HopReason } from '@understudy/contract';
import { ChainRoute } from './route.ts';
import { chainOf, failure, requestOf, startEngine, type DocumentParts } from './testkit/index.ts';

const MODELS = ['a', 'b', 'c', 'd', 'e'];

function routeOf(chain: Partial<Chain>, parts: DocumentParts = {}): ChainRoute {
  const compiled = chainOf({ models: MODELS, chains: [{ model: 'a', fallbacks: ['b', 'c'], ...chain }], ...parts });
  return new ChainRoute(compiled, compiled.steps[0]!);
}

function walk(route: ChainRoute, ...reasons: HopReason[]): (string | null)[] {
  return reasons.map((reason) => route.advance(reason)?.model ?? null);
}

describe('ChainRoute', () => {
  it('goes through the fallbacks in order and counts hops as positions', () => {
    const route = routeOf({});
    expect([route.current.model, route.position]).toEqual(['a', 0]);
    expect(walk(route, 'server_error', 'disabled', 'timeout')).toEqual(['b', 'c', null]);
    expect([route.current.model, route.position]).toEqual(['c', 2]);
  });

  it.each(['context_window', 'content_policy'] as const)(
    'without a list of its own %s goes on in the fallbacks',
    (reason) => {
      const route = routeOf({ policy: { triggers: { content_policy: { enabled: true } } } });
      expect(walk(route, reason, reason, reason)).toEqual(['b', 'c', null]);
    },
  );

  it.each([
    ['context_window', 'contextWindowFallbacks'],
    ['content_policy', 'contentPolicyFallbacks'],
  ] as const)('%s goes on in %s, and stays there', (reason, list) => {
    const route = routeOf({ [list]: ['d', 'e'] });
    expect(walk(route, reason, 'server_error', 'server_error')).toEqual(['d', 'e', null]);
  });

  it.each([
    ['context_window', 'contextWindowFallbacks'],
    ['content_policy', 'contentPolicyFallbacks'],
  ] as const)('%s stops where %s is empty, other triggers do not', (reason, list) => {
    const triggers = { content_policy: { enabled: true } };
    expect(walk(routeOf({ [list]: [], policy: { triggers } }), reason)).toEqual([null]);
    expect(walk(routeOf({ [list]: [], policy: { triggers } }), 'server_error', reason)).toEqual(['b', null]);
    expect(walk(routeOf({ [list]: [], policy: { triggers } }), 'server_error', 'quota')).toEqual(['b', 'c']);
  });

  it('reaches a special list from a fallback', () => {
    const route = routeOf({ contextWindowFallbacks: ['d'] });
    expect(walk(route, 'server_error', 'context_window', 'server_error')).toEqual(['b', 'd', null]);
    expect(route.position).toBe(2);
  });

  it('reaches one special list from the other', () => {
    const route = routeOf({ contextWindowFallbacks: ['d'], contentPolicyFallbacks: ['e'] });
    expect(walk(route, 'context_window', 'content_policy', 'context_window')).toEqual(['d', 'e', null]);
  });

  it('goes to no model twice, whichever lists name it', () => {
    const route = routeOf({ contextWindowFallbacks: ['b', 'c', 'd'] });
    expect(walk(route, 'quota', 'context_window', 'context_window', 'context_window')).toEqual(['b', 'c', 'd', null]);
  });

  it("follows no chain of a fallback's own", () => {
    const route = routeOf(
      {},
      {
        chains: [
          { model: 'a', fallbacks: ['b'] },
          { model: 'b', fallbacks: ['d'] },
        ],
      },
    );
    expect(walk(route, 'quota', 'quota')).toEqual(['b', null]);
  });

  it.each([0, 1, 2])('makes %d hops at most with that maxDepth, skips included', (maxDepth) => {
    const route = routeOf({ policy: { maxDepth } });
    const hops = walk(route, 'disabled', 'quota', 'quota').filter((model) => model !== null);
    expect(hops).toHaveLength(maxDepth);
  });

  it('makes nine hops at most by default', () => {
    const models = Array.from({ length: 15 }, (_, index) => `m${index}`);
    const compiled = chainOf({ models });
    const route = new ChainRoute(compiled, compiled.steps[0]!);
    const reached = walk(route, ...models.map(() => 'quota' as const)).filter((model) => model !== null);
    expect(reached).toHaveLength(9);
  });

  it('does not move for a trigger that is off, but does for a skip', () => {
    const triggers = { circuit_open: { enabled: false }, context_window: { enabled: false } };
    expect(walk(routeOf({ policy: { triggers } }), 'circuit_open')).toEqual([null]);
    expect(walk(routeOf({ policy: { triggers } }), 'context_window')).toEqual([null]);
    expect(walk(routeOf({ policy: { triggers } }), 'capability', 'cost', 'disabled')).toEqual(['b', 'c', null]);
  });
});

describe('the walk through a chain', () => {
  it('records each hop once, with the positions and the reason', async () => {
    const { finish, events } = startEngine({ script: { a: failure('quota'), b: failure('auth') } });
    const record = await finish();
    expect(record).toMatchObject({ route: 'fallback', servedPosition: 2, trigger: 'quota' });
    expect(events.hops).toEqual(record.hops);
    expect(
      record.hops.map(({ from, to, fromPosition, reason, detail }) => [
        from.model,
        to.model,
        fromPosition,
        reason,
        detail,
      ]),
    ).toEqual([
      ['a', 'b', 0, 'quota', 'the provider said quota'],
      ['b', 'c', 1, 'auth', 'the provider said auth'],
    ]);
    expect(record.attempts.map(({ position }) => position)).toEqual([0, 1, 2]);
  });

  it('turns content_policy on for a chain with a list for it', async () => {
    const chains = [{ model: 'a', fallbacks: ['b'], contentPolicyFallbacks: ['c'] }];
    const { finish, caller } = startEngine({ chains, script: { a: failure('content_policy') } });
    expect(await finish()).toMatchObject({ outcome: 'success', trigger: 'content_policy' });
    expect(caller.models).toEqual(['a', 'c']);
  });
});

describe('fallbacks of one request', () => {
  const parts = { script: { a: failure('quota'), b: failure('quota') } };

  it('off leaves the model alone', async () => {
    const { finish, caller } = startEngine(parts);
    expect(await finish({ fallbacks: 'off' })).toMatchObject({ outcome: 'error', route: 'primary', exhausted: true });
    expect(caller.models).toEqual(['a']);
  });

  it('as a list replace those of the chain, its special lists included', async () => {
    const chains = [{ model: 'a', fallbacks: ['b'], contextWindowFallbacks: ['b'] }];
    const { finish, caller } = startEngine({ chains, script: { a: failure('context_window') } });
    expect(await finish({ fallbacks: ['c', 'c', 'a'] })).toMatchObject({ outcome: 'success' });
    expect(caller.models).toEqual(['a', 'c']);
  });

  it('keep the policy of the chain', async () => {
    const chains = [{ model: 'a', fallbacks: ['b'], policy: { maxDepth: 1 } }];
    const { finish, caller } = startEngine({ chains, ...parts });
    expect(await finish({ fallbacks: ['b', 'c'] })).toMatchObject({ outcome: 'error' });
    expect(caller.models).toEqual(['a', 'b']);
  });

  it.each([
    [{ model: 'nobody' }, 'nobody'],
    [{ fallbacks: ['b', 'nobody'] }, 'nobody'],
    [{ model: 'nobody', fallbacks: 'off' as const }, 'nobody'],
  ])('and models that are not configured are named: %j', async (request, model) => {
    const { engine, caller, events } = startEngine();
    expect(await engine.run(requestOf(request))).toEqual({ kind: 'unknown_model', model });
    expect(caller.calls).toEqual([]);
    expect(events.events).toEqual([]);
  });
});
