import { describe, expect, it, jest } from '@jest/globals';
import { BREAKER_SETTINGS, BreakerUnderTest } from './testkit/index.ts';

const opened = { state: 'open', remainingMs: 20_000, reopens: 1, by: 'b' } as const;
const closed = { state: 'closed', remainingMs: 0, reopens: 0, by: 'b' } as const;

describe('a breaker that follows another agent', () => {
  it('opens for what is left of the cooldown, and says by whom', () => {
    const under = new BreakerUnderTest();
    under.breaker.follow(opened, under.now);
    expect([under.state, under.openUntil]).toEqual(['open', under.now + 20_000]);
    expect(under.moves).toEqual(['closed→open by b']);
    under.now += 20_000;
    expect(under.state).toBe('half_open');
    under.succeed();
    expect(under.moves.slice(1)).toEqual(['open→half_open', 'half_open→closed']);
  });

  it('stays open for its own maxCooldownMs at most', () => {
    const under = new BreakerUnderTest({ maxCooldownMs: 5_000 });
    under.breaker.follow(opened, under.now);
    expect(under.openUntil).toBe(under.now + 5_000);
  });

  it('doubles from the cooldown of the other', () => {
    const under = new BreakerUnderTest();
    under.breaker.follow({ ...opened, reopens: 2 }, under.now);
    under.now += 20_000;
    under.fail();
    expect(under.openUntil - under.now).toBe(4 * BREAKER_SETTINGS.cooldownMs);
  });

  it('is half-open where the cooldown is over', () => {
    const under = new BreakerUnderTest();
    under.breaker.follow({ ...opened, remainingMs: 0 }, under.now);
    expect(under.moves).toEqual(['closed→half_open by b']);
    expect(under.stampede(10)).toHaveLength(1);
    under.breaker.follow({ ...opened, remainingMs: 0 }, under.now);
    expect(under.stampede(10)).toHaveLength(0);
  });

  it('takes another end of the cooldown over without a listener hearing of it twice', () => {
    const under = new BreakerUnderTest();
    const heard = jest.fn();
    under.breaker.onOpen(heard);
    under.breaker.follow(opened, under.now);
    under.breaker.follow({ ...opened, remainingMs: 25_000 }, under.now);
    expect([under.state, under.openUntil]).toEqual(['open', under.now + 25_000]);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('closes, and the next cooldown begins anew', () => {
    const under = new BreakerUnderTest();
    under.now += under.open();
    under.now += under.open();
    under.breaker.follow(closed, under.now);
    expect(under.state).toBe('closed');
    expect(under.moves.at(-1)).toBe('half_open→closed by b');
    expect(under.open()).toBe(30_000);
  });

  it('keeps its own count where it is closed and told of a close', () => {
    const under = new BreakerUnderTest();
    under.fail(2);
    under.breaker.follow(closed, under.now);
    under.fail();
    expect(under.state).toBe('open');
  });

  it('does not take calls that began before for news', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1 });
    const before = under.leave();
    under.breaker.follow(opened, under.now);
    under.breaker.success(before, under.now);
    expect(under.state).toBe('open');
    under.now += 20_000;
    const probe = under.leave();
    under.breaker.follow(opened, under.now);
    under.breaker.success(probe, under.now);
    expect(under.state).toBe('open');
    under.now += 20_000;
    const next = under.leave();
    under.breaker.follow(closed, under.now);
    under.fails(next);
    expect(under.state).toBe('closed');
  });

  it('follows nobody while it is switched off', () => {
    const under = new BreakerUnderTest({ enabled: false });
    under.breaker.follow(opened, under.now);
    expect([under.state, under.moves]).toEqual(['closed', []]);
  });
});

describe('a gate', () => {
  it('is asked for each probe within the own limit, and its lease ends with the call however that ends', () => {
    const lease = { valid: true, use: jest.fn(), giveBack: jest.fn() };
    const enter = jest.fn<() => 'wait' | typeof lease>(() => 'wait');
    const under = new BreakerUnderTest({}, { enter, expect: () => undefined });
    under.openAndCool();
    expect(under.breaker.acquire(under.now)).toBeNull();
    expect([under.state, under.breaker.openUntil(under.now)]).toEqual(['half_open', 0]);
    enter.mockReturnValue(lease);
    under.breaker.release(under.leave());
    expect(lease.giveBack).toHaveBeenCalledTimes(1);
    under.fail();
    under.now = under.openUntil;
    const outlived = under.leave();
    expect(under.breaker.acquire(under.now)).toBeNull();
    expect(enter).toHaveBeenCalledTimes(4);
    under.breaker.follow(closed, under.now);
    expect(lease.giveBack).toHaveBeenCalledTimes(2);
    under.breaker.success(outlived, under.now);
    expect(lease.giveBack).toHaveBeenCalledTimes(3);
    under.succeed();
    expect(lease.giveBack).toHaveBeenCalledTimes(3);
  });
});
