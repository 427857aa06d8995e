import { describe, expect, it } from '@jest/globals';
import { labelDomain } from './labelDomains.ts';
import { LABEL_VALUE, REASONS, labelValue } from './labelValues.ts';
import { metricName, sampleNames } from './metricFamily.ts';
import { METRICS, METRIC_FAMILIES } from './metrics.ts';

describe('the list of metric families', () => {
  it('names each family once, in base units and with the suffix of its type', () => {
    const names = METRIC_FAMILIES.map((family) => family.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, type } of METRIC_FAMILIES) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
      expect(name).not.toMatch(/_(ms|milliseconds|percent|kb)(_|$)/);
    }
  });

  it('has rising buckets for histograms and none for others', () => {
    for (const { type, buckets } of METRIC_FAMILIES) {
      expect(buckets !== undefined).toBe(type === 'histogram');
      expect([...(buckets ?? [])].sort((a, b) => a - b)).toEqual(buckets ?? []);
    }
  });

  it('says what each family is', () => {
    for (const { help } of METRIC_FAMILIES) expect(help).toMatch(/^.{10,200}\.$/);
  });

  it('allows only enumerated values and those of the configuration or the build', () => {
    const free = new Set<string>();
    for (const family of METRIC_FAMILIES) {
      for (const label of family.labels) if (labelDomain(family, label) === null) free.add(label);
    }
    expect([...free].sort()).toEqual(
      ['model', 'provider', 'upstream_model', 'from_provider', 'from_model', 'to_provider', 'to_model', 'group', 'hash']
        .concat(['version', 'revision', 'node_version'])
        .concat(['gen_ai_provider_name', 'gen_ai_request_model', 'gen_ai_original_model'])
        .concat(['server_address', 'server_port'])
        .sort(),
    );
  });

  it('has the reasons of the contract, in which every value is fit for a label', () => {
    expect([...REASONS].sort()).toEqual(
      'auth budget capability circuit_open connection content_policy context_window cost disabled empty_response invalid_response model_not_found other quota rate_limit server_error timeout'.split(
        ' ',
      ),
    );
    for (const reason of REASONS) expect(reason).toMatch(LABEL_VALUE);
  });

  it("gives OpenTelemetry's names no prefix, and marks them as opt-in", () => {
    expect(metricName(METRICS.genaiTokens)).toBe('gen_ai_client_token_usage');
    const strangers = METRIC_FAMILIES.filter((family) => !metricName(family).startsWith('understudy_'));
    expect(strangers.map(({ optIn }) => optIn)).toEqual(strangers.map(() => '--genai-metrics'));
  });

  it('knows the names that Prometheus stores', () => {
    expect(metricName(METRICS.requests)).toBe('understudy_requests_total');
    expect(sampleNames(METRICS.overhead)).toEqual([
      'understudy_overhead_seconds_bucket',
      'understudy_overhead_seconds_sum',
      'understudy_overhead_seconds_count',
    ]);
    expect(sampleNames(METRICS.inflight)).toEqual(['understudy_inflight_requests']);
  });
});

describe('labelValue', () => {
  it('leaves ids as they are', () => {
    expect(labelValue('meta-llama/Llama-3.3:70b@v1+x')).toBe('meta-llama/Llama-3.3:70b@v1+x');
  });

  it('replaces what could merge or break series, and cuts what is too long', () => {
    expect(labelValue('a,model="b"\n')).toBe('a_model__b__');
    expect(labelValue('ü')).toBe('_');
    expect(labelValue('x'.repeat(150))).toBe('x'.repeat(100));
  });

  it('names an empty dimension', () => {
    expect(labelValue('')).toBe('none');
  });
});
