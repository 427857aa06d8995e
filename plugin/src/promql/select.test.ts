import { METRICS } from '@understudy/contract';
import { describe, expect, it } from '@jest/globals';
import { select, selectBuckets } from './select.ts';

describe('select', () => {
  it('names the family alone without matchers', () => {
    expect(select(METRICS.buildInfo)).toBe('understudy_build_info');
  });

  it('escapes quotes, backslashes and line ends of a value', () => {
    expect(select(METRICS.requests, { model: 'a"b\\c\nd' })).toBe(
      String.raw`understudy_requests_total{model="a\"b\\c\nd"}`,
    );
  });

  it('takes the letters of a value as they are in a list', () => {
    expect(select(METRICS.requests, { model: { oneOf: ['gpt-4.1', 'a+b'] } })).toBe(
      String.raw`understudy_requests_total{model=~"gpt-4\\.1|a\\+b"}`,
    );
  });

  it('leaves a variable of Grafana as it is', () => {
    expect(select(METRICS.requests, { job: { regex: '$job' } })).toBe('understudy_requests_total{job=~"$job"}');
  });

  it('excludes a value, or several', () => {
    expect(select(METRICS.attempts, { position: { not: '0' } })).toBe('understudy_attempts_total{position!="0"}');
    expect(select(METRICS.attempts, { result: { notOneOf: ['cancelled', 'client_error'] } })).toBe(
      'understudy_attempts_total{result!~"cancelled|client_error"}',
    );
  });

  it('selects the buckets of a histogram', () => {
    expect(selectBuckets(METRICS.requestDuration, { model: 'gpt-4o' })).toBe(
      'understudy_request_duration_seconds_bucket{model="gpt-4o"}',
    );
  });
});
