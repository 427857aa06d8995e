import { describe, expect, it } from '@jest/globals';
import { pass, startGroup } from './testkit/index.ts';

describe('agents that are cut off from their group', () => {
  it('go on by themselves, and tell what still stands when they are back', async () => {
    const { group, agents, one, two } = await startGroup();
    one.member.cut();
    await one.open();
    pass(group, agents, 10_000);
    await group.settle();
    expect([one.state, two.state]).toEqual(['open', 'closed']);
    one.member.mend();
    await group.settle();
    expect([two.state, two.left]).toEqual(['open', 20_000]);
    two.member.cut();
    pass(group, agents, 20_000);
    expect(await two.serve()).toEqual(['a']);
    expect([one.state, two.state]).toEqual(['half_open', 'closed']);
    two.member.mend();
    await group.settle();
    expect(one.state).toBe('closed');
  });

  it('do not tell what has lapsed', async () => {
    const { group, agents, one, two } = await startGroup();
    one.member.cut();
    await one.open();
    pass(group, agents, 30_000);
    one.member.mend();
    await group.settle();
    expect([one.state, two.state, group.kept.size]).toEqual(['half_open', 'closed', 0]);
  });

  it('tell again what was refused', async () => {
    const { group, one, two } = await startGroup();
    await one.open();
    one.member.refuse();
    await group.settle();
    expect(two.state).toBe('closed');
    one.engine.apply(one.engine.snapshot);
    await group.settle();
    expect(two.state).toBe('open');
  });

  it('follow what they missed, and leave to time what nobody knows any more', async () => {
    const { group, agents, one, two } = await startGroup();
    two.member.cut();
    await one.open();
    await group.settle();
    pass(group, agents, 5_000);
    two.member.mend();
    await group.settle();
    expect([two.state, two.left]).toEqual(['open', 25_000]);
    group.forget();
    two.member.cut();
    two.member.mend();
    await group.settle();
    expect(two.state).toBe('open');
    pass(group, agents, 25_000);
    expect(two.state).toBe('half_open');
  });

  it('read of a close that they missed', async () => {
    const { group, agents, one, two } = await startGroup();
    await one.open();
    await group.settle();
    two.member.cut();
    pass(group, agents, 30_000);
    await one.serve();
    await group.settle();
    await one.serve();
    await group.settle();
    expect([one.state, two.state]).toEqual(['closed', 'half_open']);
    two.member.mend();
    await group.settle();
    expect(two.moves.at(-1)).toBe('half_open→closed by one');
  });

  it('do not take what they read for news where they have heard of more since', async () => {
    const { group, agents, one, two } = await startGroup();
    await one.open();
    await group.settle();
    pass(group, agents, 30_000);
    await one.serve();
    await group.settle();
    two.engine.apply(two.engine.snapshot);
    two.member.send();
    await one.serve();
    one.member.send();
    two.member.receive(1);
    await group.settle();
    expect(two.moves).toEqual(['closed→open by one', 'half_open→closed by one']);
    expect(two.state).toBe('closed');
  });

  it('do not follow older news over what happened to them meanwhile', async () => {
    const { group, agents, one, two } = await startGroup();
    await two.open();
    await group.settle();
    pass(group, agents, 30_000);
    await two.serve();
    await group.settle();
    await two.serve();
    await group.settle();
    one.member.cut();
    await one.open();
    pass(group, agents, 30_000);
    one.member.mend();
    await group.settle();
    expect([one.state, two.state]).toEqual(['half_open', 'closed']);
  });

  it('follow a group that lost its past and counts from the beginning', async () => {
    const { group, agents, one, two } = await startGroup();
    await one.open();
    await group.settle();
    for (const { member } of agents) member.cut();
    group.forget();
    for (const { member } of agents) member.mend();
    await group.settle();
    pass(group, agents, 30_000);
    await one.serve();
    await group.settle();
    await one.serve();
    await group.settle();
    expect(two.moves).toEqual(['closed→open by one', 'half_open→closed by one']);
  });
});
