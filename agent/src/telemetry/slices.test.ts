import { describe, expect, it, jest } from '@jest/globals';
import { Slices } from './slices.ts';

function setUp(sliceMs?: number) {
  let now = 0;
  const pause = jest.fn(async () => undefined);
  const slices = new Slices({ clock: { now: () => now }, pause, ...(sliceMs === undefined ? {} : { sliceMs }) });
  return { slices, pause, pass: (ms: number) => (now += ms) };
}

describe('slices', () => {
  it('end after half a millisecond', async () => {
    const { slices, pause, pass } = setUp();
    pass(0.4);
    await slices.breathe();
    expect(pause).not.toHaveBeenCalled();
    pass(0.1);
    expect(slices.over).toBe(true);
    await slices.breathe();
    expect(pause).toHaveBeenCalledTimes(1);
  });

  it('begin anew when the pause is over, however long it was', async () => {
    const { slices, pass, pause } = setUp(2);
    pause.mockImplementation(async () => void pass(100));
    pass(2);
    await slices.breathe();
    expect(slices.over).toBe(false);
    pass(2);
    expect(slices.over).toBe(true);
  });

  it('let what is waiting in the event loop run', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('somebody else'));
    await new Slices({ sliceMs: 0 }).breathe();
    order.push('the next slice');
    expect(order).toEqual(['somebody else', 'the next slice']);
  });
});
