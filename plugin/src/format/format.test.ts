import { describe, expect, it } from '@jest/globals';
import { compactCount, count, countOf, tokens } from './count.ts';
import { countdown, duration, waits } from './duration.ts';
import { exchangeRate, money, moneyChange, price, requestMoney } from './money.ts';
import { multiplier, multiplierThreshold } from './multiplier.ts';
import { points, rate, rateChange, threshold } from './rate.ts';
import { relativeTime } from './relativeTime.ts';

const NOTHING = [null, undefined, Number.NaN, Infinity, -Infinity];
const BRL = { display: 'BRL', rate: 5.4, rateDate: '2026-03-09' };

describe('what is missing or no number', () => {
  const formats = { count, compactCount, tokens, rate, rateChange, points, threshold, multiplier, multiplierThreshold };
  const more = { money, requestMoney, moneyChange, duration, waits, countdown };
  it.each(Object.entries({ ...formats, ...more }))('is a dash: %s', (_, format) => {
    expect(NOTHING.map((value) => format(value))).toEqual(NOTHING.map(() => '–'));
  });

  it('is the word unknown as a price', () => {
    expect(NOTHING.map((value) => price(value))).toEqual(NOTHING.map(() => 'unknown'));
  });

  it('is a dash on each side of a count', () => {
    expect(countOf(3, undefined)).toBe('3 / –');
    expect(countOf(null, 3)).toBe('– / 3');
  });
});

describe('count', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [0.2, '<1'],
    [0.5, '1'],
    [2318.4, '2,318'],
    [-12, '-12'],
    [-0.2, '0'],
    [51_530_000, '51,530,000'],
  ])('shows %d as %s', (value, text) => {
    expect(count(value)).toBe(text);
  });

  it('shows a part of a whole', () => {
    expect(countOf(2318, 18_402)).toBe('2,318 / 18,402');
    expect(countOf(0, 0)).toBe('0 / 0');
  });

  it.each([
    [117_338, '117,338'],
    [999_999, '999,999'],
    [1_000_000, '1 M'],
    [3_400_000, '3.4 M'],
    [34_567_890, '35 M'],
    [999_999_999, '1 B'],
  ])('shows %d in a headline as %s', (value, text) => {
    expect(compactCount(value)).toBe(text);
  });

  it.each([
    [0, '0'],
    [512, '512'],
    [8192, '8.2K'],
    [128_000, '128K'],
    [131_072, '131K'],
    [999_999, '1M'],
    [1_048_576, '1M'],
  ])('shows %d tokens as %s', (value, text) => {
    expect(tokens(value)).toBe(text);
  });
});

describe('rate', () => {
  it.each([
    [0, '0%'],
    [-0, '0%'],
    [0.00001, '<0.1%'],
    [0.00099, '<0.1%'],
    [0.001, '0.1%'],
    [0.126, '12.6%'],
    [0.1, '10.0%'],
    [0.9994, '99.9%'],
    [0.9999, '>99.9%'],
    [1, '100%'],
    [1.2, '120.0%'],
  ])('shows %d as %s', (value, text) => {
    expect(rate(value)).toBe(text);
  });

  it('signs what changed, and not what did not', () => {
    expect([0.042, -0.042, 0, 0.0001, -0.0001].map(rateChange)).toEqual(['+4.2%', '-4.2%', '0%', '0%', '0%']);
    expect([0.016, -0.016, 0].map(points)).toEqual(['+1.6', '-1.6', '0']);
  });

  it('shows thresholds as they were set', () => {
    expect([0.1, 0.125, 0.0001, 0].map(threshold)).toEqual(['10%', '12.5%', '0.01%', '0%']);
    expect([2, 2.25].map(multiplierThreshold)).toEqual(['2×', '2.25×']);
  });
});

describe('multiplier', () => {
  it.each([
    [0, '0×'],
    [0.01, '<0.1×'],
    [0.7, '0.7×'],
    [1, '1.0×'],
    [1.44, '1.4×'],
    [9.94, '9.9×'],
    [9.96, '10×'],
    [12.4, '12×'],
    [1234.5, '1,235×'],
  ])('shows %d as %s', (value, text) => {
    expect(multiplier(value)).toBe(text);
  });
});

describe('money', () => {
  it.each([
    [0, '$0.00'],
    [-0, '$0.00'],
    [0.004, '<$0.01'],
    [-0.004, '-<$0.01'],
    [0.01, '$0.01'],
    [42.18, '$42.18'],
    [-42.18, '-$42.18'],
    [999.99, '$999.99'],
    [1204.4, '$1,204'],
    [3_400_000, '$3.4 M'],
    [-3_400_000, '-$3.4 M'],
  ])('shows %d USD as %s', (value, text) => {
    expect(money(value)).toBe(text);
  });

  it.each([
    [0, '$0.00'],
    [0.01129, '$0.0113'],
    [0.00001, '<$0.0001'],
    [1.5, '$1.50'],
  ])('shows %d USD for one request as %s', (value, text) => {
    expect(requestMoney(value)).toBe(text);
  });

  it('signs a difference', () => {
    expect([0.41, -0.41, 0, 0.001, -0.001].map((usd) => moneyChange(usd))).toEqual([
      '+$0.41',
      '-$0.41',
      '$0.00',
      '+<$0.01',
      '-<$0.01',
    ]);
  });

  it('converts to the display currency and says at what rate', () => {
    expect(money(10, BRL)).toBe('R$54.00');
    expect(moneyChange(-0.41, BRL)).toBe('-R$2.21');
    expect(requestMoney(0.0113, BRL)).toBe('R$0.0610');
    expect(money(300_000, BRL)).toBe('R$1.6 M');
    expect(exchangeRate(BRL)).toBe('1 USD = 5.4 BRL, 2026-03-09');
    expect(exchangeRate({ display: 'EUR', rate: 0.92 })).toBe('1 USD = 0.92 EUR');
    expect(exchangeRate({ display: 'USD', rate: 1 })).toBeUndefined();
  });

  it.each([
    { display: 'real', rate: 5 },
    { display: 'BRL', rate: 0 },
    { display: 'BRL', rate: Number.NaN },
    { display: 'BRL', rate: -1 },
  ])('stays in USD when the currency cannot be used: $display at $rate', (currency) => {
    expect(money(10, currency)).toBe('$10.00');
    expect(exchangeRate(currency)).toBeUndefined();
  });

  it.each([
    [0, 'free'],
    [2.5, '2.50'],
    [10, '10.00'],
    [0.075, '0.075'],
    [0.00001, '<0.0001'],
    [1000, '1,000.00'],
  ])('shows %d USD for a million tokens as %s', (value, text) => {
    expect(price(value)).toBe(text);
  });
});

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [0.2, '<1 ms'],
    [310.4, '310 ms'],
    [999.6, '1.0 s'],
    [1420, '1.4 s'],
    [60_000, '60.0 s'],
    [99_960, '100 s'],
    [125_300, '125 s'],
    [720_000, '12 min'],
    [9_000_000, '2.5 h'],
    [864_000_000, '10 days'],
  ])('shows %d ms as %s', (value, text) => {
    expect(duration(value)).toBe(text);
  });

  it.each([
    [0, '0 s'],
    [500, '0.5 s'],
    [2250, '2.25 s'],
    [14_000, '14 s'],
    [128_000, '128 s'],
    [2_046_000, '34.1 min'],
  ])('shows a wait of %d ms as %s', (value, text) => {
    expect(waits(value)).toBe(text);
  });

  it.each([
    [-1, '0:00'],
    [0, '0:00'],
    [1, '0:01'],
    [41_000, '0:41'],
    [185_000, '3:05'],
    [3_723_000, '1:02:03'],
  ])('counts %d ms down as %s', (value, text) => {
    expect(countdown(value)).toBe(text);
  });
});

describe('relative time', () => {
  const now = Date.UTC(2026, 2, 9, 14, 31);
  const ago = (seconds: number): string => relativeTime(now - seconds * 1000, now);
  it.each([
    [0, '0 s ago'],
    [6, '6 s ago'],
    [59.9, '59 s ago'],
    [60, '1 min ago'],
    [3 * 3600, '3 h ago'],
    [86_400, '1 day ago'],
    [3 * 86_400, '3 days ago'],
    [120 * 86_400, '4 months ago'],
    [800 * 86_400, '2 years ago'],
    [-23.5, 'in 24 s'],
    [-86_400 * 2, 'in 2 days'],
  ])('%d seconds before now is %s', (seconds, text) => {
    expect(ago(seconds)).toBe(text);
  });

  it('reads ISO times and dates, and shows a dash for what is none', () => {
    expect(relativeTime('2026-03-09T14:30:54Z', now)).toBe('6 s ago');
    expect(relativeTime(new Date(now - 6000), now)).toBe('6 s ago');
    expect([null, undefined, '', 'soon'].map((at) => relativeTime(at, now))).toEqual(['–', '–', '–', '–']);
  });
});
