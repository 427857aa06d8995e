import { describe, expect, it } from '@jest/globals';
import { BREAKER_SETTINGS, BreakerUnderTest } from './testkit/index.ts';

describe('a closed breaker', () => {
  it('opens on the last of failureThreshold consecutive failures', () => {
    const under = new BreakerUnderTest();
    under.fail(2);
    expect(under.state).toBe('closed');
    under.fail();
    expect(under.state).toBe('open');
    expect(under.breaker.acquire(under.now)).toBeNull();
    expect(under.moves).toEqual(['closed→open']);
    expect(under.openUntil).toBe(under.now + 30_000);
  });

  it('begins to count anew after a success', () => {
    const under = new BreakerUnderTest();
    under.fail(2);
    under.succeed();
    under.fail(2);
    expect(under.state).toBe('closed');
  });

  it('counts nothing for a call that said nothing', () => {
    const under = new BreakerUnderTest();
    under.fail(2);
    under.breaker.release(under.leave());
    expect(under.state).toBe('closed');
    under.fail();
    expect(under.state).toBe('open');
  });

  it('opens at failureRatio once minRequests are in the window', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1000, minRequests: 10, failureRatio: 0.5 });
    for (let n = 0; n < 4; n++) {
      under.succeed();
      under.fail();
    }
    under.succeed();
    expect(under.state).toBe('closed');
    under.fail();
    expect(under.state).toBe('open');
  });

  it('stays closed below failureRatio', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1000, minRequests: 10, failureRatio: 0.5 });
    for (let n = 0; n < 50; n++) {
      under.succeed();
      under.succeed();
      under.fail();
    }
    expect(under.state).toBe('closed');
  });

  it('forgets what the rolling window has passed', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1000, minRequests: 4, failureRatio: 0.5 });
    under.fail(3);
    under.now += BREAKER_SETTINGS.windowMs;
    under.fail(3);
    expect(under.state).toBe('closed');
    under.fail();
    expect(under.state).toBe('open');
  });
});

describe('under load, where refusals come back before good answers do', () => {
  it('does not take failures among calls under way for failures in a row', () => {
    const under = new BreakerUnderTest({ failureThreshold: 3, failureRatio: 0.5, minRequests: 5 });
    const calls = under.stampede(50);
    const refused = calls.filter((_, at) => at % 5 === 0);
    for (const permit of refused) under.fails(permit);
    expect(under.state).toBe('closed');
    for (const permit of calls.filter((_, at) => at % 5 !== 0)) under.breaker.success(permit, under.now);
    expect(under.state).toBe('closed');
  });

  it('opens at once when the calls that began last all fail', () => {
    const under = new BreakerUnderTest();
    under.stampede(50);
    under.fail(3);
    expect(under.state).toBe('open');
  });

  it('opens by the ratio when half of the calls fail, those under way included', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1000, failureRatio: 0.5, minRequests: 20 });
    const calls = under.stampede(50);
    for (const permit of calls.slice(0, 24)) under.fails(permit);
    expect(under.state).toBe('closed');
    under.fails(calls[24]!);
    expect(under.state).toBe('open');
  });
});

describe('cooldown', () => {
  it('doubles on repeated opens up to maxCooldownMs', () => {
    const under = new BreakerUnderTest();
    const lengths = Array.from({ length: 7 }, () => {
      const length = under.open();
      under.now += length;
      return length;
    });
    expect(lengths).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
  });

  it('is at least Retry-After and at most maxCooldownMs', () => {
    expect(new BreakerUnderTest().open(90_000)).toBe(90_000);
    expect(new BreakerUnderTest().open(1_000)).toBe(30_000);
    expect(new BreakerUnderTest().open(9_000_000)).toBe(600_000);
  });

  it('begins anew once a probe closed the breaker, however soon it opens again', () => {
    const under = new BreakerUnderTest();
    under.openAndCool();
    under.succeed();
    expect(under.open()).toBe(30_000);
  });

  it('lapses by itself: the state at a time needs no traffic', () => {
    const under = new BreakerUnderTest();
    const length = under.open();
    expect([under.breaker.state(under.now + length - 1), under.breaker.openUntil(under.now + length - 1)]).toEqual([
      'open',
      under.now + length,
    ]);
    expect([under.breaker.state(under.now + length), under.breaker.openUntil(under.now + length)]).toEqual([
      'half_open',
      0,
    ]);
    expect(under.moves).toEqual(['closed→open']);
  });
});

describe('a half-open breaker', () => {
  it.each([1, 3])('has never more than %d probes in flight under a stampede', (probes) => {
    const under = new BreakerUnderTest({ probes });
    under.openAndCool();
    const leaves = under.stampede(100);
    expect(leaves).toHaveLength(probes);
    expect(leaves.every(({ probe }) => probe)).toBe(true);
    under.breaker.release(leaves[0]!);
    expect(under.stampede(100)).toHaveLength(1);
  });

  it('closes on the first success and forgets the failures before', () => {
    const under = new BreakerUnderTest();
    under.openAndCool();
    under.succeed();
    expect(under.state).toBe('closed');
    under.fail(2);
    expect(under.state).toBe('closed');
    expect(under.moves).toEqual(['closed→open', 'open→half_open', 'half_open→closed']);
  });

  it('opens again on the first failure', () => {
    const under = new BreakerUnderTest();
    under.openAndCool();
    under.fail();
    expect(under.state).toBe('open');
    expect(under.moves).toEqual(['closed→open', 'open→half_open', 'half_open→open']);
  });

  it('ignores results of calls that began before it opened', () => {
    const under = new BreakerUnderTest();
    const [late, later] = [under.leave(), under.leave()];
    under.openAndCool();
    under.breaker.success(late, under.now);
    expect(under.state).toBe('half_open');
    const probe = under.leave();
    under.fails(later);
    under.breaker.release(later);
    expect(under.breaker.acquire(under.now)).toBeNull();
    under.breaker.success(probe, under.now);
    expect(under.state).toBe('closed');
  });

  it('ignores the other probes once one has decided', () => {
    const under = new BreakerUnderTest({ probes: 3, failureThreshold: 1 });
    under.openAndCool();
    const [first, second, third] = [under.leave(), under.leave(), under.leave()];
    under.breaker.success(first, under.now);
    under.fails(second);
    under.breaker.release(third);
    expect(under.state).toBe('closed');
  });
});
