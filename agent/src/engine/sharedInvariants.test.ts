import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  FakeGroup,
  failure,
  joinGroup,
  pass,
  requestOf,
  whole,
  type GroupAgent,
  type Scripted,
} from './testkit/index.ts';

const PROBES = 2;
const COOLDOWN_MS = 1_000;
const POLICY = {
  preset: 'immediate',
  breaker: { failureThreshold: 1, probes: PROBES, cooldownMs: COOLDOWN_MS, maxCooldownMs: COOLDOWN_MS },
} as const;
const AGENTS = 3;

/** Something that happens in a group, at one of its agents. */
const anyStep = fc.record({
  at: fc.nat(AGENTS - 1),
  what: fc.constantFrom('request', 'request', 'fails', 'answers', 'send', 'receive', 'receive', 'time', 'settle'),
});

/** Calls of `a` that are under way, over all agents. */
class Provider {
  readonly #open: ((good: boolean) => void)[] = [];
  probing = 0;
  most = 0;

  call(isProbe: () => boolean): Scripted {
    return () =>
      new Promise((resolve) => {
        const probe = isProbe();
        if (probe) this.most = Math.max(this.most, ++this.probing);
        this.#open.push((good) => {
          if (probe) this.probing--;
          resolve(good ? whole() : failure('server_error'));
        });
      });
  }

  end(good: boolean): void {
    this.#open.shift()?.(good);
  }

  endAll(): void {
    while (this.#open.length > 0) this.end(true);
  }
}

async function take(what: string, agent: GroupAgent, group: FakeGroup, all: readonly GroupAgent[], provider: Provider) {
  if (what === 'request') void agent.engine.run(requestOf());
  else if (what === 'fails' || what === 'answers') provider.end(what === 'answers');
  else if (what === 'send') agent.member.send();
  else if (what === 'receive') agent.member.receive();
  else if (what === 'time') pass(group, all, COOLDOWN_MS / 3);
  else await group.settle();
  for (const { clock } of all) await clock.idle();
}

describe('whatever happens in a group', () => {
  it('its agents end in one state, with never more probes in flight than one agent may have', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 60 }), async (steps) => {
        const group = new FakeGroup();
        const provider = new Provider();
        const all = Array.from({ length: AGENTS }, (_, n) => joinGroup(group, `agent ${n}`, { policy: POLICY }));
        // By the time of the call, a breaker that lets a probe through is half-open.
        for (const agent of all) agent.caller.rewrite({ a: provider.call(() => agent.state === 'half_open') });
        await group.settle();
        for (const { at, what } of steps) await take(what, all[at]!, group, all, provider);
        provider.endAll();
        for (const { clock } of all) await clock.idle();
        await group.settle();
        // What is open lapses at each by its own clock: later where the news came later.
        pass(group, all, 2 * COOLDOWN_MS);
        expect(provider.most).toBeLessThanOrEqual(PROBES);
        expect(new Set(all.map(({ state }) => state)).size).toBe(1);
        group.now += 10 * COOLDOWN_MS;
        expect(group.leases('at-a a')).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
