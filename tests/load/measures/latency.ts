import type { Target } from '../bench.ts';
import { differences } from '../stats/pairwise.ts';
import { percentileOf } from '../stats/percentile.ts';
import type { Measure } from './measure.ts';

const REQUESTS = 3_000;
const AIM_MS = 0.5;

/** What the agent adds to the median of single requests. */
export const latency: Measure = {
  key: 'latency',
  title: 'Added p50, one request at a time',
  seconds: ({ options }) => options.rounds * (options.quick ? 2 : 7),
  async run(bench) {
    const cell = (target: Target) => async (): Promise<number> => {
      const kind = bench.request(target, 'small');
      await bench.run({ kind, users: 1, requests: bench.count(REQUESTS) / 5 });
      const { latencies } = await bench.run({ kind, users: 1, requests: bench.count(REQUESTS) });
      return percentileOf(latencies, 50);
    };
    const cells = { direct: cell('direct'), bare: cell('bare'), agent: cell('agent') };
    const { direct, bare, agent } = await bench.interleave('added p50', cells);
    return [
      { label: 'Added p50 at concurrency 1: agent', unit: 'ms', values: differences(agent, direct), aim: AIM_MS },
      { label: 'Added p50 at concurrency 1: bare', unit: 'ms', values: differences(bare, direct) },
      { label: 'p50 at concurrency 1: direct', unit: 'ms', values: direct },
    ];
  },
};
