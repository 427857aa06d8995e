import { METRICS } from '@understudy/contract';
import type { AlertFamily } from './alertFamily.ts';
import { by, increaseBy, maxBy, sumBy } from './ruleScope.ts';
import { select, selectUp } from './select.ts';
import { HOUR, MINUTE } from './timing.ts';

/** Its `absent()` carries no labels of its own, so that the rule adds `job`. */
const agentAbsent: AlertFamily = {
  alert: 'LLMAgentAbsent',
  forSeconds: 5 * MINUTE,
  severity: 'critical',
  runbook: 'agent-down',
  labels: [],
  say: ({ alerts }) => ({
    expr: `absent(${selectUp(alerts.job)} == 1)`,
    summary: 'No healthy agent is scraped.',
    description: `no target of the scrape job ${alerts.job} is up.`,
    threshold: 'no healthy target',
  }),
};

const agentsDown: AlertFamily = {
  alert: 'LLMAgentsDown',
  forSeconds: 10 * MINUTE,
  severity: 'warning',
  runbook: 'agent-down',
  labels: [],
  say: (scope) => {
    const up = selectUp(scope.alerts.job);
    return {
      // Counts rather than an average: that of nine ones and a zero is somewhat below 0.9.
      expr: `${sumBy(scope, [], `1 - ${up}`)}\n/ count${by(scope)} (${up}) > 0.1`,
      summary: 'More than 10% of the agents cannot be scraped.',
      description: '{{ $value | humanizePercentage }} of the agents cannot be scraped.',
      threshold: 'more than 10%',
    };
  },
};

const configReloadFailed: AlertFamily = {
  alert: 'LLMConfigReloadFailed',
  forSeconds: 5 * MINUTE,
  severity: 'warning',
  runbook: 'config',
  labels: ['instance'],
  say: (scope) => {
    const accepted = `${select(METRICS.configReloadOk)}[${scope.timing.window(5 * MINUTE)}]`;
    return {
      expr: `${maxBy(scope, ['instance'], `max_over_time(${accepted})`)} == 0`,
      summary: 'An agent refused its last configuration and runs on the old one.',
      description: 'it refused its last configuration and runs on the one before.',
      threshold: `refused for ${scope.timing.words(5 * MINUTE)}`,
    };
  },
};

const configDrift: AlertFamily = {
  alert: 'LLMConfigDrift',
  forSeconds: 15 * MINUTE,
  severity: 'warning',
  runbook: 'config',
  labels: ['group'],
  say: (scope) => {
    const hashes = `count${by(scope, 'group', 'hash')} (${select(METRICS.configInfo)})`;
    return {
      expr: `count${by(scope, 'group')} (${hashes}) > 1`,
      summary: 'Agents of one group run different chains.',
      description: 'its agents run {{ $value }} different configurations.',
      threshold: 'more than one configuration in a group',
    };
  },
};

/** One that is restarted meanwhile does not count; files are always there. */
const storeAway: AlertFamily = {
  alert: 'LLMStoreAway',
  forSeconds: 5 * MINUTE,
  severity: 'warning',
  runbook: 'store',
  labels: [],
  say: (scope) => ({
    expr: `${sumBy(scope, [], `1 - ${select(METRICS.storeConnected)}`)} > 0`,
    summary: 'The shared store cannot be reached; changes cannot be saved.',
    description:
      '{{ $value }} of the agents cannot reach the shared store; changes cannot be saved there, and agents may drift apart.',
    threshold: `away from any agent for ${scope.timing.words(5 * MINUTE)}`,
  }),
};

const labelOverflow: AlertFamily = {
  alert: 'LLMLabelOverflow',
  forSeconds: 30 * MINUTE,
  severity: 'info',
  runbook: 'cardinality',
  labels: ['label'],
  say: (scope) => {
    const span = scope.timing.words(HOUR);
    return {
      expr: `${increaseBy(scope, ['label'], select(METRICS.labelOverflow), HOUR)} > 0`,
      summary: 'Label values are folded into "other".',
      description: `{{ $value | humanize }} values were folded into "other" in ${span}.`,
      threshold: `any value in ${span}`,
    };
  },
};

/** The agents themselves. */
export const AGENT_ALERTS: readonly AlertFamily[] = [
  agentAbsent,
  agentsDown,
  configReloadFailed,
  configDrift,
  storeAway,
  labelOverflow,
];
