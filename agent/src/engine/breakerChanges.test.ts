import { describe, expect, it, jest } from '@jest/globals';
import { BreakerUnderTest } from './testkit/index.ts';

describe('an answer that broke while it was delivered', () => {
  it('counts as one failed call: a provider that cuts every stream opens at failureThreshold', () => {
    const under = new BreakerUnderTest();
    for (let n = 0; n < 3; n++) {
      expect(under.state).toBe('closed');
      under.cut();
    }
    expect(under.state).toBe('open');
  });

  it('is a failure among all calls of the window, not beside its own success', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1000, minRequests: 4, failureRatio: 1 });
    for (let n = 0; n < 4; n++) {
      under.cut();
    }
    expect(under.state).toBe('open');
  });

  it('does not bring back a run of failures that another success ended', () => {
    const under = new BreakerUnderTest();
    under.fail(2);
    const cut = under.leave();
    under.breaker.success(cut, under.now);
    under.succeed();
    under.breaker.revoke(cut, under.now);
    under.fail(2);
    expect(under.state).toBe('closed');
    under.fail();
    expect(under.state).toBe('open');
  });

  it('joins the run of failures before and after its success', () => {
    const under = new BreakerUnderTest();
    under.fail();
    const cut = under.leave();
    under.breaker.success(cut, under.now);
    under.fail();
    under.breaker.revoke(cut, under.now);
    expect(under.state).toBe('open');
  });

  it('counts where it was the probe that closed the breaker', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1 });
    under.openAndCool();
    const probe = under.leave();
    under.breaker.success(probe, under.now);
    expect(under.state).toBe('closed');
    under.breaker.revoke(probe, under.now);
    expect(under.state).toBe('open');
  });

  it('says nothing about a breaker that is open or half-open', () => {
    const under = new BreakerUnderTest();
    const cut = under.leave();
    under.breaker.success(cut, under.now);
    under.open();
    under.breaker.revoke(cut, under.now);
    under.now = under.openUntil;
    under.stampede(1);
    under.breaker.revoke(cut, under.now);
    expect(under.moves).toEqual(['closed→open', 'open→half_open']);
  });

  it('says nothing about a breaker that has opened and closed since', () => {
    const under = new BreakerUnderTest();
    const cut = under.leave();
    under.breaker.success(cut, under.now);
    under.openAndCool();
    under.succeed();
    under.breaker.revoke(cut, under.now);
    under.fail(2);
    expect(under.state).toBe('closed');
  });
});

describe('settings', () => {
  it('enabled: false lets every call through and counts nothing', () => {
    const under = new BreakerUnderTest({ enabled: false });
    under.fail(50);
    expect(under.state).toBe('closed');
    expect(under.breaker.acquire(under.now)).toMatchObject({ probe: false });
    expect(under.moves).toEqual([]);
  });

  it('that switch an open breaker off close it, and on again start it afresh', () => {
    const under = new BreakerUnderTest();
    under.open();
    under.configure({ enabled: false });
    expect(under.state).toBe('closed');
    expect(under.moves).toEqual(['closed→open', 'open→closed']);
    under.configure({});
    under.fail(2);
    expect(under.state).toBe('closed');
  });

  it('switched off and on during a probe do not lose its slot', () => {
    const under = new BreakerUnderTest();
    under.openAndCool();
    const probe = under.leave();
    under.configure({ enabled: false });
    under.fails(probe);
    under.configure({});
    under.openAndCool();
    expect(under.breaker.acquire(under.now)).not.toBeNull();
  });

  it('that change keep the counts', () => {
    const under = new BreakerUnderTest();
    under.fail(2);
    under.configure({ cooldownMs: 5_000 });
    expect(under.open()).toBe(5_000);
    expect(under.moves).toEqual(['closed→open']);
  });

  it('with another windowMs begin a new window', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1000, minRequests: 4 });
    under.fail(3);
    under.configure({ failureThreshold: 1000, minRequests: 4, windowMs: 5_000 });
    under.fail(3);
    expect(under.state).toBe('closed');
  });
});

describe('onOpen', () => {
  it('tells each listener once', () => {
    const under = new BreakerUnderTest({ failureThreshold: 1 });
    const [heard, gone] = [jest.fn(), jest.fn()];
    under.breaker.onOpen(heard);
    under.breaker.onOpen(gone)();
    under.openAndCool();
    under.fail();
    expect(heard).toHaveBeenCalledTimes(1);
    expect(gone).not.toHaveBeenCalled();
  });
});
