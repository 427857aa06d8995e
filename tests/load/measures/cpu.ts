import type { Bench, RequestOptions } from '../bench.ts';
import { BODY_BYTES, STREAM_CHUNKS } from '../chatAnswers.ts';
import { ratios } from '../stats/pairwise.ts';
import type { ModeName } from '../upstreamMode.ts';
import type { Measure, Row } from './measure.ts';

const USERS = 50;

interface Shape {
  readonly label: string;
  readonly mode: ModeName;
  readonly requests: number;
  readonly options: RequestOptions;
  readonly aim?: number;
}

const SHAPES: readonly Shape[] = [
  { label: '1 KB', mode: 'small', requests: 10_000, options: {}, aim: 1 },
  { label: '32 KB', mode: 'large', requests: 5_000, options: { bytes: BODY_BYTES.large } },
  { label: `stream of ${STREAM_CHUNKS}`, mode: 'stream', requests: 1_000, options: { stream: true } },
];

async function rowsOf(bench: Bench, shape: Shape): Promise<Row[]> {
  const cell = (target: 'bare' | 'agent') => async (): Promise<number> => {
    const kind = bench.request(target, shape.mode, shape.options);
    // Warm-up: connections, compiled code.
    await bench.run({ kind, users: USERS, requests: bench.count(shape.requests) / 5 });
    const order = { kind, users: USERS, requests: bench.count(shape.requests) };
    return (await bench.meter(bench.fleet[target], order)).cpuUsPerRequest;
  };
  const { bare, agent } = await bench.interleave(`CPU, ${shape.label}`, { bare: cell('bare'), agent: cell('agent') });
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
  seconds: ({ options }) => options.rounds * (options.quick ? 9 : 42),
  async run(bench) {
    const rows: Row[] = [];
    for (const shape of SHAPES) rows.push(...(await rowsOf(bench, shape)));
    return rows;
  },
};
