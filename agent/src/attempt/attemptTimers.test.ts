import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../engine/testkit/index.ts';
import { AttemptTimers, type AttemptTimer } from './attemptTimers.ts';

const DEADLINES = { connectMs: 5, firstTokenMs: 30, idleMs: 20, attemptMs: 100, totalMs: 1_000 };

function timersOf(stream: boolean) {
  const clock = new FakeClock();
  const expired: AttemptTimer[] = [];
  const timers = new AttemptTimers(clock, DEADLINES, stream, { timerExpired: (timer) => void expired.push(timer) });
  timers.start();
  return { clock, expired, timers };
}

describe('AttemptTimers', () => {
  it('end an attempt that finds no connection', async () => {
    const { clock, expired, timers } = timersOf(true);
    await clock.advance(4);
    expect(expired).toEqual([]);
    await clock.advance(1);
    expect(expired).toEqual(['connect']);
    expect(timers.reason).toBe('connect');
    expect(clock.waits).toEqual([]);
  });

  it('end a stream without content, and a whole call only later', async () => {
    const stream = timersOf(true);
    stream.timers.connected();
    await stream.clock.advance(30);
    expect(stream.expired).toEqual(['firstToken']);
    const whole = timersOf(false);
    whole.timers.connected();
    await whole.clock.advance(99);
    expect(whole.expired).toEqual([]);
    await whole.clock.advance(1);
    expect(whole.expired).toEqual(['attempt']);
  });

  it('watch a committed stream for silence alone', async () => {
    const { clock, expired, timers } = timersOf(true);
    timers.connected();
    await clock.advance(29);
    timers.firstContent();
    for (let chunk = 0; chunk < 10; chunk++) {
      await clock.advance(19);
      timers.chunk();
    }
    expect(expired).toEqual([]);
    await clock.advance(20);
    expect(expired).toEqual(['idle']);
  });

  it('rest while the reader is slow', async () => {
    const { clock, expired, timers } = timersOf(true);
    timers.firstContent();
    timers.pause();
    timers.chunk();
    await clock.advance(10_000);
    expect(expired).toEqual([]);
    timers.resume();
    await clock.advance(19);
    expect(expired).toEqual([]);
    await clock.advance(1);
    expect(expired).toEqual(['idle']);
  });

  it('notice a limit that passed while the process slept', async () => {
    const { clock, expired, timers } = timersOf(false);
    timers.connected();
    clock.skip(500);
    await clock.advance(0);
    expect(expired).toEqual(['attempt']);
  });

  it('fire nothing once they were stopped', async () => {
    const { clock, expired, timers } = timersOf(true);
    timers.firstContent();
    timers.stop();
    timers.resume();
    timers.chunk();
    expect(clock.waits).toEqual([]);
    await clock.advance(10_000);
    expect(expired).toEqual([]);
    expect(timers.reason).toBeNull();
  });
});
