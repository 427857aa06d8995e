import { describe, expect, it } from '@jest/globals';
import { FailureWindow } from './failureWindow.ts';

describe('FailureWindow', () => {
  it('is empty at first', () => {
    expect(new FailureWindow(1_000).totals(0)).toEqual({ attempts: 0, failures: 0 });
  });

  it('counts attempts and the failures among them', () => {
    const window = new FailureWindow(1_000);
    window.record(10, false);
    window.record(20, true);
    expect(window.totals(30)).toEqual({ attempts: 2, failures: 1 });
  });

  it('lets attempts go once the window has passed them, a tenth of its length at a time', () => {
    const window = new FailureWindow(1_000);
    window.record(0, true);
    window.record(500, true);
    expect(window.totals(999)).toEqual({ attempts: 2, failures: 2 });
    expect(window.totals(1_000)).toEqual({ attempts: 1, failures: 1 });
    expect(window.totals(1_499)).toEqual({ attempts: 1, failures: 1 });
    expect(window.totals(1_500)).toEqual({ attempts: 0, failures: 0 });
  });

  it('is empty after a pause longer than the window', () => {
    const window = new FailureWindow(1_000);
    window.record(0, true);
    expect(window.totals(1e9)).toEqual({ attempts: 0, failures: 0 });
  });

  it('turns a success into a failure without counting a second attempt', () => {
    const window = new FailureWindow(1_000);
    window.record(0, false);
    window.turn(150);
    expect(window.totals(150)).toEqual({ attempts: 1, failures: 1 });
  });

  it('forgets everything when cleared', () => {
    const window = new FailureWindow(1_000);
    window.record(0, true);
    window.clear();
    expect(window.totals(1)).toEqual({ attempts: 0, failures: 0 });
  });
});
