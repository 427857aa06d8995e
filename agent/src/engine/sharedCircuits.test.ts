import { describe, expect, it } from '@jest/globals';
import {
  FakeGroup,
  GROUP_PARTS,
  joinGroup,
  pass,
  requestOf,
  silence,
  snapshotOf,
  startGroup,
} from './testkit/index.ts';

describe('breakers of a group', () => {
  it('open at all, and close at all by one good probe', async () => {
    const { group, agents, one, two } = await startGroup();
    await one.open();
    expect(two.state).toBe('closed');
    await group.settle();
    expect([two.state, two.left, two.moves]).toEqual(['open', 30_000, ['closed→open by one']]);
    expect(await two.serve()).toEqual(['b']);
    pass(group, agents, 30_000);
    expect([one.state, two.state]).toEqual(['half_open', 'half_open']);
    expect(await two.serve()).toEqual(['b']);
    await group.settle();
    expect(await two.serve()).toEqual(['a']);
    await group.settle();
    expect([one.state, two.state]).toEqual(['closed', 'closed']);
    expect(one.moves).toEqual(['closed→open', 'half_open→closed by two']);
    expect(group.leases('at-a a')).toBe(0);
  });

  it('keep to themselves that a credential is refused: another agent may have a better one', async () => {
    const { group, agents, one, two } = await startGroup();
    await one.open('auth');
    await group.settle();
    expect([one.state, two.state, two.moves]).toEqual(['open', 'closed', []]);
    expect(await two.serve()).toEqual(['a']);
    pass(group, agents, 30_000);
    await one.serve();
    await group.settle();
    await one.open('auth');
    await group.settle();
    expect([one.state, two.state]).toEqual(['open', 'closed']);
    await two.open();
    await group.settle();
    expect(one.moves.at(-1)).toBe('half_open→open');
    expect([one.state, two.state]).toEqual(['open', 'open']);
  });

  it('count for themselves', async () => {
    const policy = { preset: 'immediate', breaker: { failureThreshold: 2 } } as const;
    const { group, one, two } = await startGroup(['one', 'two'], { policy });
    await one.open();
    await two.open();
    await group.settle();
    expect([one.state, two.state]).toEqual(['closed', 'closed']);
  });

  it('say nothing of an open one that another agent keeps open for another time', async () => {
    const { group, agents, one, two } = await startGroup();
    await one.open();
    pass(group, agents, 5_000);
    await two.open();
    one.member.send();
    const { mark } = one.engine.breakers;
    await group.settle();
    expect([one.left, one.moves]).toEqual([30_000, ['closed→open']]);
    expect(one.engine.breakers.mark).not.toBe(mark);
  });

  it('care for what is left, not for what the clocks of others say', async () => {
    const { group, one, two } = await startGroup();
    two.clock.skip(86_400_000);
    group.now -= 86_400_000;
    await one.open();
    one.clock.skip(10_000);
    group.now += 10_000;
    await group.settle();
    expect(two.left).toBe(30_000);
    const late = joinGroup(group, 'late');
    group.now += 12_000;
    await group.settle();
    expect([late.state, late.left, late.moves]).toEqual(['open', 18_000, ['closed→open by one']]);
  });

  it('are half-open at an agent that comes when the cooldown is over', async () => {
    const { group, agents, one } = await startGroup();
    await one.open();
    await group.settle();
    pass(group, agents, 31_000);
    const late = joinGroup(group, 'late');
    await group.settle();
    expect(late.moves).toEqual(['closed→half_open by one']);
    expect(await late.serve()).toEqual(['b']);
  });

  it('stay open for the maxCooldownMs of each agent at most', async () => {
    const group = new FakeGroup();
    const one = joinGroup(group, 'one');
    const breaker = { failureThreshold: 1, maxCooldownMs: 1_000 };
    const two = joinGroup(group, 'two', { policy: { preset: 'immediate', breaker } });
    await one.open();
    await group.settle();
    expect([one.left, two.left]).toEqual([30_000, 1_000]);
  });

  it('do not move an agent whose breakers are off, until they are on', async () => {
    const group = new FakeGroup();
    const one = joinGroup(group, 'one');
    const two = joinGroup(group, 'two', { policy: { breaker: { enabled: false } } });
    await one.open();
    await group.settle();
    expect([two.state, two.moves]).toEqual(['closed', []]);
    two.engine.apply(snapshotOf(GROUP_PARTS));
    await group.settle();
    expect(two.state).toBe('open');
    two.engine.apply(snapshotOf({ ...GROUP_PARTS, policy: { breaker: { enabled: false } } }));
    await group.settle();
    expect([one.state, two.state]).toEqual(['open', 'closed']);
  });

  it('are of no interest to an agent that does not know the target, until it does', async () => {
    const group = new FakeGroup();
    const one = joinGroup(group, 'one');
    const two = joinGroup(group, 'two', { models: ['b'] });
    await one.open();
    await group.settle();
    expect(two.moves).toEqual([]);
    two.engine.apply(snapshotOf(GROUP_PARTS));
    await group.settle();
    expect(two.state).toBe('open');
  });
});

describe('the order of a group', () => {
  /** Both have the circuit half-open with a probe under way; what each probe comes to is told later. */
  async function bothProbe() {
    const all = await startGroup(['one', 'two'], {
      policy: { preset: 'immediate', breaker: { failureThreshold: 1, probes: 2 } },
    });
    const { group, agents, one, two } = all;
    await one.open();
    await group.settle();
    pass(group, agents, 30_000);
    for (const agent of agents) await agent.serve();
    await group.settle();
    return { ...all, one, two };
  }

  it('decides between two that move at once', async () => {
    const { group, one, two } = await bothProbe();
    await one.open();
    await two.serve();
    expect([one.state, two.state]).toEqual(['open', 'closed']);
    one.member.send();
    two.member.send();
    await group.settle();
    expect([one.state, two.state]).toEqual(['closed', 'closed']);
  });

  it('is that of the group, not that of the moves', async () => {
    const { group, one, two } = await bothProbe();
    await one.open();
    await two.serve();
    two.member.send();
    one.member.send();
    await group.settle();
    expect([one.state, two.state]).toEqual(['open', 'open']);
  });

  it('ignores what others said before while an own move is on its way', async () => {
    const { group, one, two } = await bothProbe();
    await one.open();
    one.member.send();
    await two.serve();
    while (two.member.receive());
    expect(two.state).toBe('closed');
    await group.settle();
    expect([one.state, two.state]).toEqual(['closed', 'closed']);
    expect(two.moves.at(-1)).toBe('half_open→closed');
  });

  it('is known from the answer, too: the echo after it is no news', async () => {
    const { group, agents, one } = await startGroup();
    await one.open();
    one.member.send();
    one.member.receive(1);
    await one.clock.idle();
    pass(group, agents, 30_000);
    one.member.receive();
    expect([one.state, one.moves]).toEqual(['half_open', ['closed→open']]);
  });

  it('takes calls under way for no news', async () => {
    const { group, one, two } = await bothProbe();
    two.caller.rewrite({ a: silence(two.clock) });
    const probing = two.engine.run(requestOf());
    await two.clock.idle();
    await one.serve();
    await group.settle();
    expect(two.state).toBe('closed');
    await two.clock.drive(probing);
    await group.settle();
    expect([one.state, two.state, group.leases('at-a a')]).toEqual(['closed', 'closed', 0]);
  });
});
