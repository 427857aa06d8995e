import { METRICS } from '@understudy/contract';
import type { AlertFamily } from './alertFamily.ts';
import { by, increaseBy, maxBy } from './ruleScope.ts';
import { select } from './select.ts';
import { MINUTE } from './timing.ts';

const TARGET = ['provider', 'upstream_model'];

/**
 * Probes do not reset it, since a half-open circuit is not closed; agents that are gone do not count. One that was not
 * open in all that time is left half open by calls that do not come, such as those to a fallback of a primary that is
 * well again: nothing fails there.
 */
const circuitOpenTooLong: AlertFamily = {
  alert: 'LLMCircuitOpenTooLong',
  forSeconds: MINUTE,
  severity: 'warning',
  runbook: 'circuit',
  labels: TARGET,
  say: (scope) => {
    const closed = select(METRICS.circuitState, { state: 'closed' });
    const count = `count${by(scope, ...TARGET)}`;
    const span = scope.timing.words(15 * MINUTE);
    const within = (state: string): string => `max_over_time(${state}[${scope.timing.window(15 * MINUTE)}])`;
    const opened = `${within(select(METRICS.circuitState, { state: 'open' }))} == 1`;
    const never = `${within(closed)} == 0 and ${closed} == 0 and ignoring (state) ${opened}`;
    return {
      expr: `${count} (${never})\n/ ${count} (${closed}) >= 0.5`,
      summary: `A circuit was not closed for ${span} on half of the agents.`,
      description: `its circuit was not closed for ${span} on {{ $value | humanizePercentage }} of the agents.`,
      threshold: `not closed for ${span} on 50% of the agents`,
    };
  },
};

const circuitFlapping: AlertFamily = {
  alert: 'LLMCircuitFlapping',
  forSeconds: 5 * MINUTE,
  severity: 'info',
  runbook: 'circuit',
  labels: TARGET,
  say: (scope) => {
    const opened = select(METRICS.circuitTransitions, { to: 'open' });
    const span = scope.timing.words(30 * MINUTE);
    return {
      expr: `${maxBy(scope, TARGET, `increase(${opened}[${scope.timing.window(30 * MINUTE)}])`)} > 5`,
      summary: 'A circuit opens again and again.',
      description: `its circuit opened {{ $value | humanize }} times in ${span} on one agent.`,
      threshold: `more than 5 times in ${span} on one agent`,
    };
  },
};

const providerAuthFailing: AlertFamily = {
  alert: 'LLMProviderAuthFailing',
  forSeconds: 2 * MINUTE,
  severity: 'warning',
  runbook: 'provider-auth',
  labels: ['provider'],
  say: (scope) => {
    const span = scope.timing.words(10 * MINUTE);
    return {
      expr: `${increaseBy(scope, ['provider'], select(METRICS.attempts, { result: 'auth' }), 10 * MINUTE)} >= 3`,
      summary: 'A provider rejects the credentials and fallbacks hide it.',
      description: `it rejected the credentials of {{ $value | humanize }} calls in ${span}.`,
      threshold: `3 calls in ${span}`,
    };
  },
};

/** Providers and their circuits. */
export const TARGET_ALERTS: readonly AlertFamily[] = [circuitOpenTooLong, circuitFlapping, providerAuthFailing];
