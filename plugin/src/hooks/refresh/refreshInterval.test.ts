import { expect, it } from '@jest/globals';
import { intervalMs, intervalOf, paramOf, PAUSED } from './refreshInterval.ts';

it.each([
  [null, '30s', 30_000],
  ['1m', '1m', 60_000],
  ['off', PAUSED, false],
  ['1ms', '30s', 30_000],
])('the address says %j: every %s', (param, interval, ms) => {
  expect(intervalOf(param)).toBe(interval);
  expect(intervalMs(interval)).toBe(ms);
});

it('says in the address what differs from the default', () => {
  expect(paramOf('30s')).toBeUndefined();
  expect(paramOf('5m')).toBe('5m');
  expect(paramOf(PAUSED)).toBe('off');
});
