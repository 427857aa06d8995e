import type { Trigger } from '@understudy/contract';
import type { CircuitState } from '../events.ts';
import { startEngine, type EngineParts, type EngineUnderTest } from './engineUnderTest.ts';
import { FakeGroup, type FakeMember } from './fakeGroup.ts';
import { failure } from './outcomes.ts';

/** Two models; the breaker of each opens on its first failure. */
export const GROUP_PARTS: EngineParts = {
  models: ['a', 'b'],
  policy: { preset: 'immediate', breaker: { failureThreshold: 1 } },
};

/** An engine in a group, and what a test does with one. */
export interface GroupAgent extends EngineUnderTest {
  readonly member: FakeMember;
  readonly state: CircuitState;
  /** Milliseconds for which `a` is refused. */
  readonly left: number;
  /** Moves with ` by` the agent that was followed. */
  readonly moves: string[];
  /** Fails one call of `a`, by default as `server_error`, without letting the group know. */
  open(trigger?: Trigger): Promise<void>;
  /** Serves one request after the cooldown. */
  serve(): Promise<readonly string[]>;
}

/** Starts an engine that shares its breakers with the group. */
export function joinGroup(group: FakeGroup, name: string, parts: EngineParts = {}): GroupAgent {
  const member = group.join(name);
  const under = startEngine({ ...GROUP_PARTS, ...parts, circuits: member });
  const reading = () =>
    under.engine.breakers.readings(under.engine.snapshot).find(({ provider }) => provider === 'at-a');
  return {
    ...under,
    member,
    get state() {
      return reading()?.state ?? 'closed';
    },
    get left() {
      return Math.max(0, (reading()?.cooldownUntil ?? 0) - under.clock.wall());
    },
    get moves() {
      return under.events
        .of('circuit-moved')
        .map(({ from, to, by }) => `${from}→${to}${by === null ? '' : ` by ${by}`}`);
    },
    async open(trigger = 'server_error') {
      under.caller.rewrite({ a: failure(trigger) });
      await under.finish();
      under.caller.rewrite({});
    },
    async serve() {
      const before = under.caller.models.length;
      await under.finish();
      return under.caller.models.slice(before);
    },
  };
}

/** Lets time pass for all agents and their group. */
export function pass(group: FakeGroup, agents: readonly GroupAgent[], ms: number): void {
  group.now += ms;
  for (const { clock } of agents) clock.skip(ms);
}

/** A group of engines, of which nothing is on its way any more. */
export async function startGroup(names = ['one', 'two'], parts: EngineParts = {}) {
  const group = new FakeGroup();
  const agents = names.map((name) => joinGroup(group, name, parts));
  await group.settle();
  const [one, two = one] = agents;
  if (one === undefined || two === undefined) throw new Error('a group of none');
  return { group, agents, one, two };
}
