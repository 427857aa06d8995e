import { METRICS } from '@understudy/contract';
import type { AlertFamily } from './alertFamily.ts';
import { answeredDurations } from './eligible.ts';
import { LATENCY_P95 } from './recordingRules.ts';
import { by, increaseBy } from './ruleScope.ts';
import { EVERY_MODEL, recorded, select } from './select.ts';
import { MINUTE } from './timing.ts';

const latencyP95High: AlertFamily = {
  alert: 'LLMLatencyP95High',
  forSeconds: 10 * MINUTE,
  severity: 'warning',
  runbook: 'latency',
  labels: ['model'],
  uses: ['latencyP95Seconds'],
  say: (scope) => {
    const { thresholds, models, alerts, timing } = scope;
    const least = Math.ceil(alerts.minRequests * 1.5);
    const answered = increaseBy(scope, ['model'], answeredDurations('_count', models), 10 * MINUTE);
    const span = timing.words(10 * MINUTE);
    return {
      expr: `${recorded(LATENCY_P95, models)} > ${thresholds.latencyP95Seconds}\nand ${answered} >= ${least}`,
      summary: `The p95 duration of a model is over ${thresholds.latencyP95Seconds}s.`,
      description: `5% of its answers in ${span} took longer than {{ $value | humanizeDuration }}.`,
      threshold: `p95 over ${thresholds.latencyP95Seconds} s in ${span}, from ${least} answers on`,
    };
  },
};

const agentOverheadHigh: AlertFamily = {
  alert: 'LLMAgentOverheadHigh',
  forSeconds: 10 * MINUTE,
  severity: 'warning',
  runbook: 'latency',
  labels: [],
  say: (scope) => {
    const { alerts, timing } = scope;
    const least = alerts.minRequests * 5;
    const span = timing.words(10 * MINUTE);
    const part = (name: '_bucket' | '_count'): string => select(METRICS.overhead, undefined, EVERY_MODEL, name);
    const buckets = `sum${by(scope, 'le')} (rate(${part('_bucket')}[${timing.window(10 * MINUTE)}]))`;
    const count = increaseBy(scope, [], part('_count'), 10 * MINUTE);
    return {
      expr: `histogram_quantile(0.99, ${buckets}) > 0.1\nand ${count} >= ${least}`,
      summary: 'The agent itself adds over 100ms to 1% of the requests.',
      description: `1% of the requests in ${span} waited longer than {{ $value | humanizeDuration }} for the agent itself.`,
      threshold: `p99 over 100 ms in ${span}, from ${least} requests on`,
    };
  },
};

/** How long things take. */
export const LATENCY_ALERTS: readonly AlertFamily[] = [latencyP95High, agentOverheadHigh];
