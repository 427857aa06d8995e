import { describe, expect, it } from '@jest/globals';
import { errorBodyOf } from './errorBody.ts';
import { retryAfterMs } from './retryAfter.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const wait = (headers: Record<string, string>) => retryAfterMs(headers, NOW, null);

describe('retryAfterMs', () => {
  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, 9_000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after-ms': '250.2', 'retry-after': '9' }, 251],
    [{}, null],
  ])('reads %j', (headers, ms) => {
    expect(wait(headers as Record<string, string>)).toBe(ms);
  });

  it.each([
    ['1s', 1_000],
    ['6m0s', 360_000],
    ['250ms', 250],
    ['2m59.56s', 179_560],
    ['1h0m1s', 3_601_000],
    ['10', 10_000],
    ['never', null],
  ])("reads OpenAI's reset %s where the limit is used up", (reset, ms) => {
    expect(wait({ 'x-ratelimit-reset-tokens': reset, 'x-ratelimit-remaining-tokens': '0' })).toBe(ms);
  });

  it('takes no notice of limits that are not used up', () => {
    expect(wait({ 'x-ratelimit-reset-tokens': '9s', 'x-ratelimit-remaining-tokens': '12' })).toBeNull();
    expect(wait({ 'x-ratelimit-reset-tokens': '9s' })).toBeNull();
  });

  it('waits for the last of several limits', () => {
    const headers = {
      'x-ratelimit-reset-tokens': '9s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-requests': '2s',
      'x-ratelimit-remaining-requests': '0',
    };
    expect(wait(headers)).toBe(9_000);
  });

  it("reads Anthropic's resets", () => {
    const headers = {
      'anthropic-ratelimit-requests-reset': '2026-01-01T00:00:30Z',
      'anthropic-ratelimit-requests-remaining': '0',
    };
    expect(wait(headers)).toBe(30_000);
  });

  it("reads Google's RetryInfo", () => {
    const error = errorBodyOf({
      error: { code: 429, details: [{ '@type': 'x' }, { '@type': 'RetryInfo', retryDelay: '34.5s' }] },
    });
    expect(retryAfterMs({}, NOW, error)).toBe(34_500);
  });
});
