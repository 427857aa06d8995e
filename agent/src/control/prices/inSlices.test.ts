import { describe, expect, it, jest } from '@jest/globals';
import { Slices } from '../../telemetry/index.ts';
import { inSlices } from './inSlices.ts';

describe('inSlices', () => {
  it('gives everything, and others their turn while it is made', async () => {
    let now = 0;
    function* items(): Generator<number> {
      for (let n = 0; n < 10; n++) {
        now += 0.2;
        yield n;
      }
    }
    const pause = jest.fn(async () => undefined);
    const slices = new Slices({ sliceMs: 0.5, clock: { now: () => now }, pause });
    expect(await inSlices(items(), slices)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(pause).toHaveBeenCalledTimes(3);
  });
});
