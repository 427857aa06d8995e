import { describe, expect, it } from '@jest/globals';
import { rowWindow } from './rowWindow.ts';

describe('row window', () => {
  it('is all of a short list', () => {
    expect(rowWindow(80, 28, 300, 1000)).toEqual({ first: 0, end: 80 });
    expect(rowWindow(0, 28, 300, 0)).toEqual({ first: 0, end: 0 });
  });

  it.each([120, 300, 700, 1080, 2160])(
    'at %d pixels always has what is seen, and never more than 80 rows',
    (height) => {
      for (let scrolled = 0; scrolled <= 1000 * 28 - height; scrolled += 13) {
        const { first, end } = rowWindow(1000, 28, height, scrolled);
        expect(end - first).toBeLessThanOrEqual(80);
        expect(first).toBeLessThanOrEqual(Math.floor(scrolled / 28));
        expect(end).toBeGreaterThanOrEqual(Math.min(1000, Math.ceil((scrolled + height) / 28)));
      }
    },
  );

  it('stands still while scrolling by a row', () => {
    const windows = new Set(
      Array.from({ length: 1000 }, (_, row) => JSON.stringify(rowWindow(1000, 28, 700, row * 28))),
    );
    expect(windows.size).toBeLessThan(1000 / 7);
  });

  it('reaches the last row even when the list has become shorter than what was scrolled', () => {
    const { first, end } = rowWindow(100, 28, 700, 50_000);
    expect(end).toBe(100);
    expect(first).toBeLessThan(100 - 25);
  });

  it('shows all rows that are seen even of more than 80', () => {
    const { first, end } = rowWindow(1000, 28, 28 * 100, 0);
    expect(end - first).toBeGreaterThanOrEqual(100);
  });
});
