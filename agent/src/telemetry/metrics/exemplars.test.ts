import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import type { RequestRecord } from '../../engine/index.ts';
import { aRecord, aStep, chainsOf } from '../../testkit/telemetryFixtures.ts';
import { createMetrics, type Metrics } from './createMetrics.ts';

const trace = { traceId: 'ab'.repeat(16), spanId: null, parentId: 'cd'.repeat(8), sampled: true };

function metricsWith(exemplars: boolean, ...records: readonly RequestRecord[]): Metrics {
  const metrics = createMetrics({
    clock: { now: () => 0, wall: () => 0 },
    readers: { circuits: () => [], nextPosition: () => 0 },
    build: { version: '1.0.0', revision: 'none' },
    exemplars,
  });
  metrics.configured({ chains: chainsOf([aStep()]), hash: 'abc', group: 'default', pricesUpdatedAt: null });
  for (const record of records) metrics.listener({ type: 'request-ended', record });
  metrics.close();
  return metrics;
}

const linesOf = async (metrics: Metrics, part: string): Promise<string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.includes(part));
/** Sample names with labels, as Prometheus stores them. */
const seriesOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/ # \{.*$/, '').replace(/ \S+$/, ''));

describe('exemplars', () => {
  it('lead from the bucket of a duration to its trace, and from nowhere else', async () => {
    const record = aRecord({ trace, durationMs: 405, arrivedAt: 1_700_000_000_000, firstTokenMs: 100 });
    expect(await linesOf(metricsWith(true, record), 'trace_id')).toEqual([
      `understudy_request_duration_seconds_bucket{le="0.5",model="gpt-4o",route="primary",outcome="success"} 1 # {trace_id="${trace.traceId}"} 0.405 1700000000.405`,
    ]);
  });

  it('keep the latest of each bucket', async () => {
    const other = { ...trace, traceId: 'ef'.repeat(16) };
    const slow = aRecord({ trace, durationMs: 3_000 });
    const metrics = metricsWith(true, aRecord({ trace }), slow, aRecord({ trace: other }));
    const found = await linesOf(metrics, 'trace_id');
    expect(found.map((line) => /trace_id="(\w+)"/.exec(line)?.[1])).toEqual([other.traceId, trace.traceId]);
  });

  it.each([
    ['without a trace', null],
    ['of a trace that nobody keeps', { ...trace, sampled: false }],
    ['with an id that would break the scrape', { ...trace, traceId: 'x'.repeat(200) }],
    ['with an id that would end the label', { ...trace, traceId: `${'a'.repeat(30)}"}` }],
  ])('are none %s', async (_what, told) => {
    expect(await linesOf(metricsWith(true, aRecord({ trace: told })), 'trace_id')).toEqual([]);
  });

  it('are none where they are off, and the format is the other one', async () => {
    const metrics = metricsWith(false, aRecord({ trace }));
    expect(await metrics.text()).not.toMatch(/trace_id|# EOF/);
    expect(metrics.contentType).toBe(Registry.PROMETHEUS_CONTENT_TYPE);
  });
});

describe('the OpenMetrics exposition', () => {
  it('has the same series as the other format, counters with their _total', async () => {
    const on = metricsWith(true, aRecord({ trace }));
    const off = metricsWith(false, aRecord({ trace }));
    const series = seriesOf(await on.text());
    expect(series).toEqual(seriesOf(await off.text()));
    expect(series).toContain('understudy_requests_total{model="gpt-4o",route="primary",outcome="success"}');
    expect(series).toContain('process_cpu_seconds_total');
    expect(on.contentType).toBe(Registry.OPENMETRICS_CONTENT_TYPE);
  });

  it('names families of counters without the suffix, has no empty line, and ends as the format asks', async () => {
    const text = await metricsWith(true).text();
    expect(text).toContain('# TYPE understudy_requests counter\n');
    expect(text).toContain('# TYPE process_cpu_seconds counter\n');
    expect(text).not.toMatch(/^# TYPE \S+_total /m);
    expect(text).not.toMatch(/\n\n/);
    expect(text).toMatch(/\n# EOF\n$/);
  });

  it('stays what it is, scrape after scrape', async () => {
    const metrics = metricsWith(true, aRecord({ trace }));
    const first = seriesOf(await metrics.text());
    await metrics.registry.metrics();
    expect(seriesOf(await metrics.text())).toEqual(first);
  });
});
