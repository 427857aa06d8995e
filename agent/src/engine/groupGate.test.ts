import { describe, expect, it } from '@jest/globals';
import { GroupGate } from './groupGate.ts';
import { FakeGroup } from './testkit/index.ts';

/** A gate of one agent, with the group's time as its own. */
function setUp(group = new FakeGroup(), name = 'a') {
  const member = group.join(name);
  const gate = new GroupGate(member, 't');
  const enter = (probes = 1) => gate.enter(group.now, probes);
  /** Asks, and lets the answer come. */
  const ask = async (): Promise<void> => {
    expect(enter()).toBe('wait');
    await group.settle();
  };
  return { group, member, gate, enter, ask };
}

describe('a gate of a group', () => {
  it('refuses the request that finds no lease, and lets the next one through', async () => {
    const { group, member, enter, ask } = setUp();
    await ask();
    const lease = enter();
    expect(lease).toMatchObject({ valid: true });
    group.now += 60_000;
    expect(group.leases('t')).toBe(1);
    expect(enter()).toBe('wait');
    if (lease === null || lease === 'wait') throw new Error('no lease');
    lease.giveBack();
    expect(group.leases('t')).toBe(0);
    expect(member.asked).toBe(2);
  });

  it('asks once at a time, and not again at once where others have all leases', async () => {
    const { group, member, enter, ask } = setUp();
    const other = setUp(group, 'b');
    await other.ask();
    other.enter();
    for (let n = 0; n < 5; n++) expect(enter()).toBe('wait');
    await group.settle();
    group.now += 249;
    expect(enter()).toBe('wait');
    expect(member.asked).toBe(1);
    group.now += 1;
    await ask();
    expect(member.asked).toBe(2);
  });

  it('takes as many leases as there are probes, one after the other', async () => {
    const { group, enter } = setUp();
    const given = [];
    for (let n = 0; n < 8; n++) {
      given.push(enter(3));
      await group.settle();
      group.now += 250;
    }
    expect(given.filter((lease) => lease !== 'wait')).toHaveLength(3);
    expect(group.leases('t')).toBe(3);
  });

  it('asks ahead of time in the last seconds of a cooldown, for a lease that outlives it', async () => {
    const { group, member, gate, enter } = setUp();
    gate.expect(group.now, 1, 3_001);
    expect(member.asked).toBe(0);
    gate.expect(group.now, 1, 2_000);
    await group.settle();
    gate.expect(group.now + 300, 1, 1_700);
    expect([member.asked, member.askedFor]).toEqual([1, 5_000]);
    group.now += 4_999;
    expect(enter()).toMatchObject({ valid: true });
  });

  it('gives back what is not needed after a move, also what arrives later', async () => {
    const { group, gate, enter, ask } = setUp();
    await ask();
    gate.moved();
    expect(group.leases('t')).toBe(0);
    group.now += 250;
    expect(enter()).toBe('wait');
    gate.moved();
    await group.settle();
    expect(group.leases('t')).toBe(0);
  });

  it('keeps the next lease for longer where requests are too rare to use one', async () => {
    const { group, member, enter, ask } = setUp();
    await ask();
    expect(member.askedFor).toBe(3_000);
    group.now += 3_600_000;
    expect(group.leases('t')).toBe(0);
    await ask();
    expect(member.askedFor).toBe(7_200_000);
    group.now += 3_600_000;
    expect(enter()).toMatchObject({ valid: true });
    group.now += 3_600_000;
    await ask();
    expect(member.askedFor).toBe(3_000);
  });

  it('does not wait for a group that is out of reach', () => {
    const { member, enter } = setUp();
    member.reachable = false;
    expect(enter()).toBeNull();
    expect(member.asked).toBe(0);
  });

  it('does not wait longer than half a second for one that does not answer', () => {
    const { group, enter } = setUp();
    expect(enter()).toBe('wait');
    group.now += 499;
    expect(enter()).toBe('wait');
    group.now += 1;
    expect(enter()).toBeNull();
  });

  it('decides alone while questions are refused, and asks on', async () => {
    const { group, member, gate, enter, ask } = setUp();
    expect(enter()).toBe('wait');
    member.refuse();
    await group.settle();
    expect(enter()).toBeNull();
    group.now += 250;
    expect(enter()).toBeNull();
    await group.settle();
    expect(enter()).toMatchObject({ valid: true });
    group.now += 250;
    expect(enter()).toBe('wait');
    member.refuse();
    await group.settle();
    gate.reached();
    group.now += 250;
    await ask();
  });
});
