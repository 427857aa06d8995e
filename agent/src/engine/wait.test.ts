import { describe, expect, it, jest } from '@jest/globals';
import { Breaker } from './breaker.ts';
import { Cancel } from './cancel.ts';
import { FakeClock, stepOf } from './testkit/index.ts';
import { waitForRetry } from './wait.ts';

const breakerOf = (): Breaker => new Breaker({ ...stepOf().breaker, failureThreshold: 1 }, () => undefined);

describe('waitForRetry', () => {
  it('ends when its time has passed', async () => {
    const clock = new FakeClock();
    const since = clock.now();
    await clock.drive(waitForRetry(2_000, clock, new Cancel(), breakerOf()));
    expect(clock.now() - since).toBe(2_000);
  });

  it('listens to nobody any more when it is over', async () => {
    const clock = new FakeClock();
    const [cancel, breaker, stop] = [new Cancel(), breakerOf(), jest.fn()];
    jest.spyOn(cancel, 'onCancel').mockReturnValue(stop);
    jest.spyOn(breaker, 'onOpen').mockReturnValue(stop);
    await clock.drive(waitForRetry(2_000, clock, cancel, breaker));
    expect(stop).toHaveBeenCalledTimes(2);
  });

  it('ends at once where the request is called off already', async () => {
    const clock = new FakeClock();
    const cancel = new Cancel();
    cancel.cancel('client');
    await waitForRetry(2_000, clock, cancel, breakerOf());
    expect(clock.waits).toEqual([]);
  });

  it('ends when the breaker opens', async () => {
    const clock = new FakeClock();
    const breaker = breakerOf();
    const waiting = waitForRetry(2_000, clock, new Cancel(), breaker);
    breaker.failure(breaker.acquire(clock.now())!, clock.now(), { retryAfterMs: null, cause: 'calls' });
    await waiting;
    expect(clock.waits).toEqual([]);
  });
});
