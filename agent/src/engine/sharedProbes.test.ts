import { describe, expect, it } from '@jest/globals';
import { pass, requestOf, silence, startGroup, whole } from './testkit/index.ts';

describe('probes of a group', () => {
  it('are one, whoever asks', async () => {
    const names = Array.from({ length: 10 }, (_, n) => `agent ${n}`);
    const { group, agents, one } = await startGroup(names);
    await one.open();
    await group.settle();
    pass(group, agents, 30_000);
    for (const agent of agents) agent.caller.rewrite({ a: silence(agent.clock) });
    const runs = [];
    for (let round = 0; round < 5; round++) {
      for (const { engine, clock } of agents) {
        runs.push(engine.run(requestOf()));
        await clock.idle();
      }
      await group.settle();
      pass(group, agents, 250);
    }
    expect(agents.flatMap(({ caller }) => caller.models).filter((model) => model === 'a')).toHaveLength(1);
    expect(group.leases('at-a a')).toBe(1);
    for (const { clock } of agents) await clock.advance(600_000);
    await Promise.all(runs);
    await group.settle();
    expect(group.leases('at-a a')).toBe(0);
  });

  it('are a matter of the group again as soon as it is back', async () => {
    const { group, agents, one } = await startGroup();
    await one.open();
    await group.settle();
    pass(group, agents, 30_000);
    expect(await one.serve()).toEqual(['b']);
    one.member.refuse();
    await group.settle();
    one.member.cut();
    one.member.mend();
    await group.settle();
    pass(group, agents, 250);
    expect(await one.serve()).toEqual(['b']);
  });

  it('that nobody needs any more leave their leases to others', async () => {
    const breaker = { failureThreshold: 1, probes: 2 };
    const { group, agents, one, two } = await startGroup(['one', 'two'], { policy: { preset: 'immediate', breaker } });
    await one.open();
    await group.settle();
    pass(group, agents, 30_000);
    for (const agent of agents) await agent.serve();
    await group.settle();
    expect(group.leases('at-a a')).toBe(2);
    expect(await two.serve()).toEqual(['a']);
    await group.settle();
    expect([one.state, group.leases('at-a a')]).toEqual(['closed', 0]);
  });

  it('begin with the first request after the cooldown where one came shortly before its end', async () => {
    const { group, agents, one } = await startGroup(['one'], { models: ['a'] });
    await one.open();
    await group.settle();
    pass(group, agents, 28_000);
    const { outcome } = await one.finish();
    await group.settle();
    pass(group, agents, 2_000);
    one.caller.rewrite({ a: whole() });
    expect([outcome, (await one.finish()).outcome, one.state]).toEqual(['error', 'success', 'closed']);
  });

  it('are asked for by a request that may come back at once', async () => {
    const { group, agents, one } = await startGroup(['one'], { models: ['a'] });
    await one.open();
    await group.settle();
    pass(group, agents, 30_000);
    expect(await one.walk()).toMatchObject({ cause: { kind: 'circuits_open', retryAfterMs: 0 } });
    const chain = one.engine.snapshot.chains.get('a')!;
    expect([one.state, one.engine.breakers.activePosition(chain)]).toEqual(['half_open', 0]);
    await group.settle();
    expect(await one.finish()).toMatchObject({ outcome: 'success' });
  });

  it('are let through by each agent alone while the group is away', async () => {
    const { group, agents, one, two } = await startGroup();
    await one.open();
    await group.settle();
    pass(group, agents, 30_000);
    for (const { member } of agents) member.cut();
    expect([await one.serve(), await two.serve()]).toEqual([['a'], ['a']]);
    for (const { member } of agents) member.mend();
    await group.settle();
    expect([one.state, two.state]).toEqual(['closed', 'closed']);
  });
});
