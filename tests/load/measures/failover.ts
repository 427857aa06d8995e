import type { Bench, Target } from '../bench.ts';
import type { Expected } from '../loadOrder.ts';
import { differences } from '../stats/pairwise.ts';
import { percentileOf } from '../stats/percentile.ts';
import type { Measure, Row } from './measure.ts';

const REQUESTS = 1_500;
const AIM_MS = 1;
const FAILURES: readonly (readonly [model: string, label: string, direct: Expected])[] = [
  ['e500', '500', 500],
  ['e429', '429', 429],
  ['refused', 'refused connection', 'refused'],
];

type Cell = () => Promise<number>;

function cellOf(bench: Bench, target: Target, model: string, expect: Expected, fallsBack: boolean): Cell {
  return async () => {
    const kind = bench.request(target, model, { expect });
    await bench.run({ kind, users: 1, requests: bench.count(REQUESTS) / 5 });
    const result = await bench.run({ kind, users: 1, requests: bench.count(REQUESTS) });
    const expected = fallsBack ? result.latencies.length : 0;
    if (result.fallbacks !== expected) throw new Error(`${result.fallbacks} fallbacks for ${model}, not ${expected}`);
    return percentileOf(result.latencies, 50);
  };
}

function rowsOf(label: string, healthy: number[], failing: number[], call: number[]): Row[] {
  const added = differences(failing, healthy);
  const beyond = differences(added, call);
  return [
    { label: `Failover from ${label}: added p50 beyond the failed call`, unit: 'ms', values: beyond, aim: AIM_MS },
    { label: `Failover from ${label}: added p50 in all`, unit: 'ms', values: added },
    { label: `Failover from ${label}: the failed call alone, direct`, unit: 'ms', values: call },
  ];
}

/** What falling back adds to a request against a healthy primary, with and without the time of the failed call. */
export const failover: Measure = {
  key: 'failover',
  title: 'Added time of a failover, one request at a time, preset immediate',
  seconds: ({ options }) => options.rounds * (options.quick ? 3 : 12),
  async run(bench) {
    const cells: Record<string, Cell> = { healthy: cellOf(bench, 'agent', 'small', 'answer', false) };
    for (const [model, , expect] of FAILURES) {
      cells[model] = cellOf(bench, 'agent', model, 'answer', true);
      cells[`${model} direct`] = cellOf(bench, 'direct', model, expect, false);
    }
    const values = await bench.interleave('failover', cells);
    const of = (name: string): number[] => values[name] ?? [];
    return FAILURES.flatMap(([model, label]) => rowsOf(label, of('healthy'), of(model), of(`${model} direct`)));
  },
};
