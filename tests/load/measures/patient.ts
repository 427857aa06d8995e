import { differences, ratios } from '../stats/pairwise.ts';
import { percentileOf } from '../stats/percentile.ts';
import type { Measure } from './measure.ts';

const USERS = 50;
const REQUESTS = 5_000;
/** 2 s + 4 s + 8 s: the preset's waits before it falls back. */
const WAITS_MS = 14_000;
const FAILING = 20;

/** Preset patient: a healthy primary costs the same; a failing one is waited for. */
export const patient: Measure = {
  key: 'patient',
  title: 'Preset patient beside immediate',
  seconds: ({ options }) => options.rounds * (options.quick ? 3 : 6) + 15,
  async run(bench) {
    const cell = (model: string) => async (): Promise<number> => {
      const kind = bench.request('agent', model);
      await bench.run({ kind, users: USERS, requests: bench.count(REQUESTS) / 5 });
      const order = { kind, users: USERS, requests: bench.count(REQUESTS) };
      return (await bench.meter(bench.fleet.agent, order)).cpuUsPerRequest;
    };
    const cells = { patient: cell('patient-small'), immediate: cell('small') };
    const values = await bench.interleave('patient, healthy primary', cells);
    bench.progress.show('patient, failing primary: 14 s of waits');
    const kind = bench.request('agent', 'patient-e500');
    const { latencies } = await bench.run({ kind, users: FAILING, requests: FAILING });
    const failing = [percentileOf(latencies, 50)];
    return [
      {
        label: 'CPU a request, healthy primary: patient ÷ immediate',
        unit: '×',
        values: ratios(values.patient, values.immediate),
      },
      { label: 'Failover from 500, patient: p50', unit: 'ms', values: failing },
      {
        label: 'Failover from 500, patient: p50 beyond its 14 s of waits',
        unit: 'ms',
        values: differences(failing, [WAITS_MS]),
      },
    ];
  },
};
