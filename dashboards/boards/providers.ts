import { answersByProvider } from '../../plugin/src/promql/attempts.ts';
import { RANGE } from '../../plugin/src/promql/scope.ts';
import { bars } from '../panels/bars.ts';
import { TARGET_COLUMNS } from '../panels/labelColumns.ts';
import { lines } from '../panels/lines.ts';
import { pie } from '../panels/pie.ts';
import { stat } from '../panels/stat.ts';
import { table } from '../panels/table.ts';
import { CIRCUIT } from '../panels/timeline.ts';
import { board, type Board } from '../parts/board.ts';
import { line, type Line } from '../parts/layout.ts';
import { toPage } from '../parts/links.ts';
import { DEFAULTS } from '../parts/thresholds.ts';
import * as circuits from '../queries/circuits.ts';
import { slowestModel, attemptQuantile } from '../queries/latency.ts';
import * as providers from '../queries/providers.ts';
import { SCOPE } from '../queries/scope.ts';
import { circuitTimeline, providerSuccess } from './shared.ts';

const TARGET = '{{provider}} / {{upstream_model}}';
const MODELS_PAGE = toPage('Models & providers', 'models');

function answers(): Line {
  return line(
    4,
    stat({
      title: 'Open circuits',
      description: 'Targets that at least one agent does not call at the moment, because they failed too often.',
      width: 6,
      expr: circuits.openTargets(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [1, 'orange']],
      links: MODELS_PAGE,
    }),
    stat({
      title: 'Weakest target',
      description: 'The target that answered the smallest share of its calls in this time range.',
      width: 6,
      expr: providers.weakestTarget(),
      legend: TARGET,
      unit: 'percentunit',
      decimals: 1,
      noValue: 'No calls',
      steps: ['red', [0.9, 'orange'], [0.99, 'green']],
      links: MODELS_PAGE,
    }),
    stat({
      title: 'Refused credentials',
      description:
        'Calls that a provider refused for their key. Fallbacks hide them: renew the key, then test the provider.',
      width: 6,
      expr: providers.authFailures(),
      unit: 'locale',
      decimals: 0,
      noValue: 'No calls',
      steps: ['green', [1, 'red']],
      links: MODELS_PAGE,
    }),
    stat({
      title: 'Slowest model',
      description: 'The model whose answers took longest, 95th percentile of this time range.',
      width: 6,
      expr: slowestModel(),
      legend: '{{model}}',
      unit: 's',
      noValue: 'No answers',
      steps: ['green', [DEFAULTS.latencyP95Seconds, 'orange']],
    }),
  );
}

function targets(): Line {
  return line(
    9,
    table({
      title: 'Targets',
      description:
        'Everything that is called: calls, share of answers, state of the circuit, seconds until a probe, and on which share of the agents it is open.',
      width: 24,
      labels: TARGET_COLUMNS,
      values: [
        { title: 'Calls', expr: providers.callsOfRange(), unit: 'locale', decimals: 0 },
        {
          title: 'Success',
          expr: providers.targetSuccessOfRange(),
          unit: 'percentunit',
          decimals: 1,
          steps: ['red', [0.9, 'orange'], [0.99, 'green']],
        },
        { title: 'Circuit', expr: circuits.circuitOfTarget(), unit: 'none', mappings: [CIRCUIT] },
        { title: 'Cooldown left', expr: circuits.cooldownLeft(), unit: 's', decimals: 0 },
        {
          title: 'Agents with it open',
          expr: circuits.shareOfAgentsWithOpenCircuit(),
          unit: 'percentunit',
          decimals: 0,
          steps: ['text', [0.5, 'orange']],
        },
        { title: 'Opened', expr: circuits.timesOpened(), unit: 'locale', decimals: 0 },
      ],
      sortBy: 'Calls',
      noValue: 'No targets',
    }),
  );
}

function failing(): Line {
  return line(
    8,
    providerSuccess(12, MODELS_PAGE),
    lines({
      title: 'Failures',
      description:
        'Failed calls by what was wrong, a second. Rate limit and quota: talk to the provider; auth: renew the key; timeout: compare with the durations.',
      width: 12,
      queries: [{ expr: providers.failures(), legend: '{{provider}}: {{result}}' }],
      unit: 'cps',
      min: 0,
      noValue: 'No failures',
      stacked: true,
      links: MODELS_PAGE,
    }),
  );
}

function load(): Line[] {
  return [
    line(
      8,
      lines({
        title: 'Calls',
        description: 'Calls of each target, a second, retries included.',
        width: 12,
        queries: [{ expr: providers.calls(), legend: TARGET }],
        unit: 'cps',
        min: 0,
        noValue: 'No calls',
        stacked: true,
      }),
      lines({
        title: 'Duration of calls, 95th percentile',
        description:
          'Of calls that were answered, for whichever model. Rising before failures do: the provider is overloaded. Keep timeouts above it.',
        width: 12,
        queries: [{ expr: attemptQuantile(0.95, { result: 'success' }), legend: TARGET }],
        unit: 's',
        min: 0,
        noValue: 'No answers',
      }),
    ),
    line(
      8,
      lines({
        title: 'Tokens',
        description: 'Tokens a second by target and type, for comparison with its limits.',
        width: 12,
        queries: [{ expr: providers.tokens(), legend: `${TARGET}: {{type}}` }],
        unit: 'suffix: tokens/s',
        min: 0,
        noValue: 'No tokens',
        stacked: true,
      }),
      pie({
        title: 'Answers by provider',
        description: 'Which share of the answers each provider gave: how much hangs on one of them.',
        width: 12,
        expr: answersByProvider(SCOPE, RANGE),
        legend: '{{provider}}',
        unit: 'locale',
        decimals: 0,
        noValue: 'No answers',
      }),
    ),
  ];
}

function detail(): Line {
  return line(
    8,
    lines({
      title: 'Retries',
      description:
        'Further calls at the same target, by what failed before, a second. Many retries slow every fallback down.',
      width: 8,
      queries: [{ expr: providers.retries(), legend: `${TARGET}: {{reason}}` }],
      unit: 'cps',
      min: 0,
      noValue: 'No retries',
    }),
    lines({
      title: 'Moves of circuits',
      description:
        'Circuits that opened, were tried and closed, a second. Open and half-open in turn: the target is half well.',
      width: 8,
      queries: [{ expr: circuits.transitions(), legend: '{{to}}' }],
      unit: 'cps',
      min: 0,
      noValue: 'None',
    }),
    bars({
      title: 'Circuits opened',
      description:
        'How often each circuit opened in this time range. Often: raise its cooldown, or move the target down.',
      width: 8,
      expr: circuits.timesOpened(),
      legend: TARGET,
      unit: 'locale',
      decimals: 0,
      noValue: 'None',
    }),
  );
}

/** Who is called: success, failures, circuits and load of every target. */
export function providersBoard(): Board {
  return board({
    uid: 'understudy-providers',
    title: 'Providers',
    description: 'Every target that is called: success, failures, circuits, durations and load.',
    sections: [
      { lines: [answers(), line(8, circuitTimeline(24)), failing(), targets()] },
      { title: 'Load', lines: load() },
      { title: 'Retries and circuits', collapsed: true, lines: [detail()] },
    ],
  });
}
