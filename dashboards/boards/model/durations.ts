import { heatmap } from '../../panels/heatmap.ts';
import { lines } from '../../panels/lines.ts';
import { line, type Line } from '../../parts/layout.ts';
import { DEFAULTS } from '../../parts/thresholds.ts';
import * as latency from '../../queries/latency.ts';

/** How long answers took, with what failing over added. */
export function durations(): Line[] {
  const quantiles = [0.5, 0.95, 0.99].map((quantile) => ({
    expr: latency.durationQuantile(quantile),
    legend: `{{model}} p${quantile * 100}`,
    exemplar: true as const,
  }));
  return [
    line(
      8,
      lines({
        title: 'Duration',
        description:
          'To the last byte of answered requests. Points are requests with a trace: open one to see its steps.',
        width: 12,
        queries: quantiles,
        unit: 's',
        min: 0,
        noValue: 'No answers',
        steps: ['green', [DEFAULTS.latencyP95Seconds, 'orange']],
      }),
      heatmap({
        title: 'Durations',
        description: 'How many answers took how long. A second band is the time that failing over takes.',
        width: 12,
        expr: latency.durationBuckets(),
        unit: 's',
        noValue: 'No answers',
      }),
    ),
    line(
      7,
      lines({
        title: 'Time to first token, 95th percentile',
        description: 'Streams only, from arrival to the first content, failing over included.',
        width: 12,
        queries: [{ expr: latency.firstTokenQuantile(0.95), legend: '{{model}}' }],
        unit: 's',
        min: 0,
        noValue: 'No streams',
      }),
      lines({
        title: 'Latency of failing over',
        description:
          'From arrival to the start of the attempt that answered, where a fallback did. High: the first step takes long to fail; shorten its timeout.',
        width: 12,
        queries: [0.5, 0.95].map((quantile) => ({
          expr: latency.failoverQuantile(quantile),
          legend: `{{model}} p${quantile * 100}`,
        })),
        unit: 's',
        min: 0,
        noValue: 'No fallback answered',
      }),
    ),
  ];
}
