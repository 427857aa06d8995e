import { failureCount } from '../loadOrder.ts';
import { percentile, sorted } from '../stats/percentile.ts';
import type { Measure } from './measure.ts';

const USERS = 50;
const AIM_P95_MS = 2_000;
const AIM_ERRORS_PERCENT = 0.5;
const SECONDS_A_MINUTE = 60;
const SHOW_EVERY_MS = 5_000;

/** Users who think, half of them reading streams, while the primary fails a fifth of its calls. */
export const soak: Measure = {
  key: 'soak',
  title: `${USERS} users, the primary fails 20 % of calls (500, 429, reset)`,
  seconds: ({ options }) => options.soakMinutes * SECONDS_A_MINUTE + 3,
  async run(bench) {
    const minutes = bench.options.soakMinutes;
    const durationMs = minutes * SECONDS_A_MINUTE * 1000;
    const kinds = [bench.request('agent', 'flaky'), bench.request('agent', 'flaky', { stream: true })];
    const startedAt = performance.now();
    const showing = setInterval(() => {
      const passed = (performance.now() - startedAt) / 1000 / SECONDS_A_MINUTE;
      bench.progress.show(`soak: ${passed.toFixed(1)} of ${minutes} minutes`);
    }, SHOW_EVERY_MS);
    const order = { kinds, users: USERS, durationMs, thinkMs: { min: 200, max: 1_000 } };
    const result = await bench.fleet.generator.load(order).finally(() => clearInterval(showing));
    const times = sorted(result.latencies);
    const count = times.length;
    const failures = Object.entries(result.failures).map(([what, many]) => `${many} × ${what}`);
    return [
      { label: `Soak of ${minutes} min: p95`, unit: 'ms', values: [percentile(times, 95)], aim: AIM_P95_MS },
      {
        label: `Soak of ${minutes} min: errors`,
        unit: '%',
        values: [(failureCount(result) / count) * 100],
        aim: AIM_ERRORS_PERCENT,
        ...(failures.length > 0 && { note: failures.join(', ') }),
      },
      { label: 'Soak: p50', unit: 'ms', values: [percentile(times, 50)] },
      { label: 'Soak: answered by a fallback', unit: '%', values: [(result.fallbacks / count) * 100] },
      { label: 'Soak: requests', unit: '/s', values: [count / result.seconds] },
    ];
  },
};
