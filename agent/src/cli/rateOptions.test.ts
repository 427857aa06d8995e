import { describe, expect, it } from '@jest/globals';
import { readRates } from './rateOptions.ts';

const RAW = { rateReads: '100', rateWrites: '20', rateDrills: '10', rateRefused: '20' };

describe('rates of the control API', () => {
  it('are counts', () => {
    expect(readRates({ ...RAW, rateReads: '5' }, () => undefined)).toEqual({
      readsPerSecond: 5,
      writesPerSecond: 20,
      drillsPerMinute: 10,
      refusedPerSecond: 20,
    });
  });

  it.each(['0', '-1', '1.5', 'many', '', '1000001'])('refuse %j, with flag and fix', (rateWrites) => {
    const told: string[][] = [];
    readRates({ ...RAW, rateWrites }, (...words) => told.push(words));
    expect(told).toEqual([
      ['--rate-writes', expect.stringContaining('no count'), expect.stringContaining('--rate-writes 100')],
    ]);
  });
});
