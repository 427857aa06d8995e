import type { Bench, RequestOptions } from '../bench.ts';
import { BODY_BYTES, STREAM_CHUNKS } from '../chatAnswers.ts';
import { ratios } from '../stats/pairwise.ts';
import type { ModeName } from '../upstreamMode.ts';
import type { Measure, Row } from './measure.ts';

const USERS = 50;
const SLICES = 6;
const SERVED = ['bare', 'agent'] as const;

type Served = (typeof SERVED)[number];

interface Shape {
  readonly label: string;
  readonly mode: ModeName;
  readonly requests: number;
  /**
   * Requests to each target before the first round: until then V8 compiles hot functions on helper threads, whose time counts
   * and belongs to a process's start. Quick mode included: fewer would measure something else.
   */
  readonly warmUp: number;
  readonly options: RequestOptions;
  readonly aim?: number;
}

const SHAPES: readonly Shape[] = [
  { label: '1 KB', mode: 'small', requests: 10_000, warmUp: 40_000, options: {}, aim: 1 },
  { label: '32 KB', mode: 'large', requests: 5_000, warmUp: 10_000, options: { bytes: BODY_BYTES.large } },
  { label: `stream of ${STREAM_CHUNKS}`, mode: 'stream', requests: 1_000, warmUp: 2_000, options: { stream: true } },
];

/** Total of one target over the slices of a round. */
interface Total {
  cpuUs: number;
  requests: number;
}

/**
 * One round: both targets in short slices in turn, so that what else the machine does meets both alike.
 *
 * @returns microseconds a request
 */
async function roundOf(bench: Bench, shape: Shape): Promise<Record<Served, number>> {
  const totals: Record<Served, Total> = { bare: { cpuUs: 0, requests: 0 }, agent: { cpuUs: 0, requests: 0 } };
  const requests = Math.ceil(bench.count(shape.requests) / SLICES);
  for (let slice = 0; slice < SLICES; slice++) {
    // First and second in turn: what runs second finds the machine warmer.
    for (const target of slice % 2 === 0 ? SERVED : SERVED.toReversed()) {
      const kind = bench.request(target, shape.mode, shape.options);
      const { cpuUsPerRequest } = await bench.meter(bench.fleet[target], { kind, users: USERS, requests });
      totals[target].cpuUs += cpuUsPerRequest * requests;
      totals[target].requests += requests;
    }
  }
  const each = ({ cpuUs, requests: sent }: Total): number => cpuUs / sent;
  return { bare: each(totals.bare), agent: each(totals.agent) };
}

async function rowsOf(bench: Bench, shape: Shape): Promise<Row[]> {
  bench.progress.show(`CPU, ${shape.label}: warm-up`);
  for (const target of SERVED) {
    const kind = bench.request(target, shape.mode, shape.options);
    await bench.run({ kind, users: USERS, requests: shape.warmUp });
  }
  const { both } = await bench.interleave(`CPU, ${shape.label}`, { both: () => roundOf(bench, shape) });
  const agent = both.map((round) => round.agent);
  const bare = both.map((round) => round.bare);
  const label = `CPU a request, ${shape.label}`;
  return [
    { label: `${label}: agent ÷ bare`, unit: '×', values: ratios(agent, bare), ...(shape.aim && { aim: shape.aim }) },
    { label: `${label}: agent`, unit: 'µs', values: agent },
    { label: `${label}: bare`, unit: 'µs', values: bare },
  ];
}

/** Processor time of the process for each request, 50 at once, against the bare pass-through's. */
export const cpu: Measure = {
  key: 'cpu',
  title: `CPU time of the process a request, ${USERS} concurrent`,
  seconds: ({ options }) => 75 + options.rounds * (options.quick ? 9 : 42),
  async run(bench) {
    const rows: Row[] = [];
    for (const shape of SHAPES) rows.push(...(await rowsOf(bench, shape)));
    return rows;
  },
};
