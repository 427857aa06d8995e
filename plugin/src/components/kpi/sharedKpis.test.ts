import { describe, expect, it } from '@jest/globals';
import { fallbackRateKpi, savingsKpi, successKpi } from './sharedKpis.ts';

const USD = { display: 'USD', rate: 1 };

describe('figures that pages share', () => {
  it('warn of a fallback rate above the threshold, not at it', () => {
    expect(fallbackRateKpi(0.11, 0.1)).toMatchObject({ value: '11.0%', tone: 'warning' });
    expect(fallbackRateKpi(0.1, 0.1).tone).toBeUndefined();
  });

  it('have no rate without requests', () => {
    expect(fallbackRateKpi(undefined, 0.1)).toMatchObject({ value: '–', note: '' });
  });

  it('say how many fallbacks were answered, never more than all', () => {
    expect(successKpi(3, 4)).toMatchObject({ value: '75.0%', note: '3 of 4' });
    expect(successKpi(4.02, 4).value).toBe('100%');
  });

  it('say that none fell back rather than a share of nothing', () => {
    expect(successKpi(0, 0)).toMatchObject({ value: '–', note: 'no request fell back' });
  });

  it('know no share where nobody knows how many were answered', () => {
    expect(successKpi(undefined, 4).value).toBe('–');
    expect(savingsKpi(undefined, USD).value).toBe('–');
  });
});
