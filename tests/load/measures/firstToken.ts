import type { Target } from '../bench.ts';
import { sorted, percentile } from '../stats/percentile.ts';
import { differences } from '../stats/pairwise.ts';
import type { Measure, Row } from './measure.ts';

const STREAMS = 50;
const REQUESTS = 500;

interface FirstTokens {
  readonly p50: number;
  readonly p99: number;
}

/** What the agent adds to the time to the first content of 50 concurrent streams. */
export const firstToken: Measure = {
  key: 'first-token',
  title: `First token of ${STREAMS} concurrent streams, 50 ms upstream`,
  seconds: ({ options }) => options.rounds * (options.quick ? 8 : 22),
  async run(bench) {
    const cell = (target: Target) => async (): Promise<FirstTokens> => {
      const kind = bench.request(target, 'stream', { stream: true });
      await bench.run({ kind, users: STREAMS, requests: STREAMS });
      const result = await bench.run({ kind, users: STREAMS, requests: bench.count(REQUESTS) });
      if (result.firstTokens.length < result.latencies.length) throw new Error('a stream had no content');
      const times = sorted(result.firstTokens);
      return { p50: percentile(times, 50), p99: percentile(times, 99) };
    };
    const cells = { direct: cell('direct'), bare: cell('bare'), agent: cell('agent') };
    const values = await bench.interleave('first token', cells);
    return (['p50', 'p99'] as const).flatMap((rank): Row[] => {
      const direct = values.direct.map((round) => round[rank]);
      const label = `First token of ${STREAMS} streams, ${rank}`;
      const added = (target: 'bare' | 'agent'): number[] =>
        differences(
          values[target].map((round) => round[rank]),
          direct,
        );
      return [
        { label: `${label}: direct`, unit: 'ms', values: direct },
        { label: `${label}: added by the agent`, unit: 'ms', values: added('agent') },
        { label: `${label}: added by bare`, unit: 'ms', values: added('bare') },
      ];
    });
  },
};
