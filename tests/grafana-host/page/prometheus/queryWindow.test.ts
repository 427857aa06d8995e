import { describe, expect, it } from '@jest/globals';
import { interpolateWindow, queryWindow, secondsOf } from './queryWindow.ts';

describe('queryWindow', () => {
  it('aligns both ends to the step, so that a refresh asks for the same points', () => {
    expect(queryWindow(100_400, 200_900, 15)).toEqual({ start: 90, end: 195, step: 15 });
  });

  it('asks for no more points than Prometheus answers', () => {
    const { start, end, step } = queryWindow(0, 90 * 86_400_000, 15);
    expect((end - start) / step).toBeLessThanOrEqual(11_000);
  });
});

describe('interpolateWindow', () => {
  const window = { start: 0, end: 3600, step: 30 };

  it.each([
    ['rate(x[$__rate_interval])', 'rate(x[60s])'],
    ['rate(x[${__rate_interval}])', 'rate(x[60s])'],
    ['increase(x[$__range])', 'increase(x[3600s])'],
    ['x[$__interval] offset ${__range_s}s', 'x[30s] offset 3600s'],
    ['x{a="$__unknown"}', 'x{a="$__unknown"}'],
  ])('%s', (expr, wanted) => {
    expect(interpolateWindow(expr, window, 15)).toBe(wanted);
  });
});

describe('secondsOf', () => {
  it.each([
    ['500ms', 0.5],
    ['15s', 15],
    ['1.5m', 90],
    ['2h', 7200],
    ['', undefined],
    ['auto', undefined],
  ])('%j', (text, wanted) => {
    expect(secondsOf(text)).toBe(wanted);
  });
});
