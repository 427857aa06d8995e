import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RedisProbeLease } from './probeLease.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function setUp(holdMs: number) {
  const renew = jest.fn<() => Promise<boolean | null>>().mockResolvedValue(true);
  const giveBack = jest.fn<() => Promise<void>>().mockResolvedValue();
  const lease = new RedisProbeLease({ renew, giveBack }, performance.now(), holdMs);
  return { lease, renew, giveBack, pass: (ms: number) => jest.advanceTimersByTimeAsync(ms) };
}

describe('a probe lease', () => {
  it('waits for a request for as long as it was asked for, then goes back by itself', async () => {
    const { lease, renew, giveBack, pass } = setUp(10_000);
    await pass(9_999);
    expect([lease.valid, giveBack.mock.calls.length]).toEqual([true, 0]);
    await pass(1);
    expect(lease.valid).toBe(false);
    await pass(1_500);
    expect(giveBack).toHaveBeenCalledTimes(1);
    const asked = renew.mock.calls.length;
    await pass(60_000);
    expect(renew).toHaveBeenCalledTimes(asked);
  });

  it('lasts as long as the probe does', async () => {
    const { lease, giveBack, pass } = setUp(3_000);
    lease.use();
    await pass(120_000);
    expect([lease.valid, giveBack.mock.calls.length]).toEqual([true, 0]);
    lease.giveBack();
    lease.giveBack();
    expect([lease.valid, giveBack.mock.calls.length, jest.getTimerCount()]).toEqual([false, 1, 0]);
  });

  it('is over six seconds after Redis was asked for the last time that it answered', async () => {
    const { lease, renew, pass } = setUp(60_000);
    await pass(1_500);
    renew.mockResolvedValue(null);
    await pass(5_999);
    expect(lease.valid).toBe(true);
    await pass(1);
    expect(lease.valid).toBe(false);
  });

  it('is over at once where another has it', async () => {
    const { lease, renew, giveBack, pass } = setUp(60_000);
    renew.mockResolvedValue(false);
    await pass(1_500);
    expect(lease.valid).toBe(false);
    await pass(1_500);
    expect(giveBack).toHaveBeenCalledTimes(1);
  });
});
