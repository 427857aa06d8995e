import type { Target } from '../bench.ts';
import { differences } from '../stats/pairwise.ts';
import { percentileOf } from '../stats/percentile.ts';
import type { Measure } from './measure.ts';

const USERS = 50;
const REQUESTS = 4_000;
const AIM_MS = 5;

/** What the agent adds to the p99 of 50 concurrent requests to an upstream that takes 100 ms. */
export const overhead: Measure = {
  key: 'overhead',
  title: `Overhead p99, ${USERS} concurrent, 100 ms upstream`,
  seconds: ({ options }) => options.rounds * (options.quick ? 7 : 28),
  async run(bench) {
    const cell = (target: Target) => async (): Promise<number> => {
      const kind = bench.request(target, 'slow');
      await bench.run({ kind, users: USERS, requests: USERS * 4 });
      const { latencies } = await bench.run({ kind, users: USERS, requests: bench.count(REQUESTS) });
      return percentileOf(latencies, 99);
    };
    const cells = { direct: cell('direct'), bare: cell('bare'), agent: cell('agent') };
    const { direct, bare, agent } = await bench.interleave('overhead p99', cells);
    const label = `Overhead p99 at ${USERS} concurrent, 100 ms upstream`;
    return [
      { label: `${label}: agent`, unit: 'ms', values: differences(agent, direct), aim: AIM_MS },
      { label: `${label}: bare`, unit: 'ms', values: differences(bare, direct) },
      { label: `p99 at ${USERS} concurrent, 100 ms upstream: direct`, unit: 'ms', values: direct },
    ];
  },
};
