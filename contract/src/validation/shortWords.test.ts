import { describe, expect, it } from '@jest/globals';
import { contextSize, costTimes, lackOf } from './shortWords.ts';

describe('short words', () => {
  it.each([
    [3.333, '3.3×'],
    [9.94, '9.9×'],
    [12.4, '12×'],
  ])('a multiplier of %d', (value, expected) => expect(costTimes(value)).toBe(expected));

  it.each([
    [999, '999'],
    [4_096, '4K'],
    [8_000, '8K'],
    [65_536, '64K'],
    [128_000, '128K'],
    [131_072, '128K'],
    [999_999, '1000K'],
    [1_000_000, '1M'],
    [1_048_576, '1M'],
    [1_500_000, '1.5M'],
    [2_097_152, '2M'],
  ])('a window of %d tokens', (tokens, expected) => expect(contextSize(tokens)).toBe(expected));

  it('one capability that is missing, and several', () => {
    expect(lackOf(['json'])).toBe('Declares no json: requests for JSON skip this step.');
    expect(lackOf(['vision', 'tools'])).toBe('Declares no vision and no tools: requests that use them skip this step.');
  });
});
