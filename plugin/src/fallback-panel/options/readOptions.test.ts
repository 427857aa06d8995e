import { describe, expect, it } from '@jest/globals';
import { effectiveWarnings } from '@understudy/contract';
import { DEFAULT_OPTIONS } from './PanelOptions.ts';
import { readOptions } from './readOptions.ts';

describe('options', () => {
  it.each([undefined, null, {}, 'text', { columns: null, thresholds: 7, fields: [], display: 'x' }])(
    'have their defaults where nothing usable is stored: %j',
    (stored) => {
      expect(readOptions(stored)).toEqual(DEFAULT_OPTIONS);
    },
  );

  it('keep what is stored', () => {
    const stored = {
      columns: { fallback: false, count: false, cost: true, besideRate: 'trend' },
      thresholds: { ratePercent: 5, costMultiplier: 1.5 },
      fields: { model: 'llm', rate: 'query:A', rateScale: 'percent', reducer: 'mean' },
      display: { ...DEFAULT_OPTIONS.display, sortBy: 'cost', currency: 'BRL', currencyRate: 5.4 },
    };
    expect(readOptions(stored)).toEqual(stored);
  });

  it('replace what is not one of the choices, no number, or out of range', () => {
    const stored = {
      columns: { besideRate: 'pie' },
      thresholds: { ratePercent: -1, costMultiplier: Number.NaN },
      fields: { model: '', rate: null, rateScale: 'thousandths' },
      display: { sortBy: 'colour', currency: 'dollars', currencyRate: 0 },
    };
    expect(readOptions(stored)).toEqual(DEFAULT_OPTIONS);
  });

  it('read numbers that were written as texts', () => {
    const { thresholds, display } = readOptions({
      thresholds: { ratePercent: '7.5', costMultiplier: ' ' },
      display: { currency: ' brl ' },
    });
    expect(thresholds).toEqual({ ratePercent: 7.5, costMultiplier: 2 });
    expect(display.currency).toBe('BRL');
  });

  it('have the thresholds of the configuration document as defaults', () => {
    expect(effectiveWarnings({})).toEqual({
      fallbackRate: DEFAULT_OPTIONS.thresholds.ratePercent / 100,
      costMultiplier: DEFAULT_OPTIONS.thresholds.costMultiplier,
    });
  });
});
