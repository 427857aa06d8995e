import { totalExtraCost } from '../queries/cost.ts';
import { RATE_INTERVAL } from '../../plugin/src/promql/scope.ts';
import { highestFallbackRateSeries } from '../../plugin/src/promql/requests.ts';
import { alertList } from '../panels/alertList.ts';
import { fallbackPanel } from '../panels/fallbackPanel.ts';
import { bars } from '../panels/bars.ts';
import { lines } from '../panels/lines.ts';
import { stat } from '../panels/stat.ts';
import { POSITION, timeline } from '../panels/timeline.ts';
import { board, type Board } from '../parts/board.ts';
import { line, type Line } from '../parts/layout.ts';
import { MODEL_OF_SERIES, PROVIDER_OF_SERIES, toBoard, toPage } from '../parts/links.ts';
import { DEFAULTS } from '../parts/thresholds.ts';
import type { Tile } from '../parts/tile.ts';
import { agentsDown } from '../queries/agents.ts';
import { activeStep, hopsByReason, modelsOnAFallback, modelsOutOfSteps, reasonsByProvider } from '../queries/chains.ts';
import { circuitTimeline, fallbackRate, providerSuccess } from './shared.ts';
import { durationQuantile, failoverQuantile } from '../queries/latency.ts';
import * as requests from '../queries/requests.ts';
import { SCOPE } from '../queries/scope.ts';

/** Lines of one graph: more cannot be told apart. */
const MOST = 10;

const width = 4;

function rates(): Tile[] {
  return [
    stat({
      title: 'Highest fallback rate',
      description:
        'The model whose requests left their primary most often in this time range. Above the threshold its primary fails: see the reasons below, then its chain.',
      width,
      expr: requests.highestFallbackRate(),
      legend: '{{model}}',
      unit: 'percentunit',
      decimals: 1,
      noValue: 'No requests',
      steps: ['green', [DEFAULTS.fallbackRate, 'orange']],
      links: MODEL_OF_SERIES,
    }),
    stat({
      title: 'Lowest success rate',
      description:
        'The model that was answered least, by anyone of its chain. Below the service level applications see errors: its chain needs a step that works.',
      width,
      expr: requests.lowestSuccessRate(),
      legend: '{{model}}',
      unit: 'percentunit',
      decimals: 2,
      noValue: 'No requests',
      steps: ['red', [DEFAULTS.availabilitySlo, 'green']],
      links: MODEL_OF_SERIES,
    }),
  ];
}

function now(): Tile[] {
  return [
    stat({
      title: 'On a fallback now',
      description:
        'Models whose next request would not go to their primary, on at least one agent: a circuit is open, or the primary is disabled. See Active step.',
      width,
      expr: modelsOnAFallback(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [1, 'orange']],
      links: toPage('Chains', 'chains'),
    }),
    stat({
      title: 'Nothing callable',
      description:
        'Models of which no agent may call any step. Their requests fail at once. Close a circuit, enable a step or add one.',
      width,
      expr: modelsOutOfSteps(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [1, 'red']],
      links: toPage('Chains', 'chains'),
    }),
    stat({
      title: 'Extra cost of fallbacks',
      description:
        'What fallbacks cost above the price of the primaries for the same tokens, in this time range. Below zero: they were cheaper.',
      width,
      expr: totalExtraCost(),
      unit: 'currencyUSD',
      noValue: 'No fallbacks with a price',
      steps: ['green', [0, 'text']],
      links: toBoard('Cost', 'understudy-cost'),
    }),
    stat({
      title: 'Agents down',
      description: 'Agents that Prometheus cannot scrape. Their figures are missing everywhere on this page.',
      width,
      expr: agentsDown(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [1, 'red']],
      links: toBoard('Agents', 'understudy-agents'),
    }),
  ];
}

function overTime(): Line {
  return line(
    9,
    fallbackRate(highestFallbackRateSeries(SCOPE, RATE_INTERVAL, MOST), {
      title: 'Fallback rate',
      description: `Share of requests that left their primary, for the ${MOST} models where it is highest. Dashed: where the alert begins.`,
      width: 12,
    }),
    timeline({
      title: 'Active step',
      description:
        'Which step of its chain the next request of a model would use; of several agents the one furthest from its primary. Known without traffic.',
      width: 12,
      queries: [{ expr: activeStep(), legend: '{{model}}' }],
      unit: 'none',
      noValue: 'No chains',
      mappings: [POSITION],
      links: MODEL_OF_SERIES,
    }),
  );
}

function why(): Line {
  return line(
    8,
    lines({
      title: 'Fallbacks by reason',
      description:
        'What made requests move on, a second. Rate limit: spread the load or raise the quota. Auth: renew the key. Circuit open: see Providers.',
      width: 8,
      queries: [{ expr: hopsByReason(), legend: '{{reason}}' }],
      unit: 'cps',
      min: 0,
      noValue: 'No fallbacks',
      stacked: true,
    }),
    bars({
      title: 'Reasons by provider',
      description: 'What each provider was left for in this time range, most frequent first.',
      width: 8,
      expr: reasonsByProvider(),
      legend: '{{from_provider}}: {{reason}}',
      unit: 'locale',
      decimals: 0,
      noValue: 'No fallbacks',
      links: toBoard('Providers', 'understudy-providers'),
    }),
    lines({
      title: 'Requests by outcome',
      description:
        'All that ended, a second. Fallback success is what Understudy saved; an error means that the whole chain failed.',
      width: 8,
      queries: [{ expr: requests.trafficByOutcome(), legend: '{{route}}: {{outcome}}' }],
      unit: 'reqps',
      min: 0,
      noValue: 'No requests',
      stacked: true,
    }),
  );
}

function latency(): Line {
  return line(
    8,
    lines({
      title: 'Duration, 95th percentile',
      description:
        'To the last byte of answered requests. Dashed: where the alert begins. Points are requests with a trace. Compare with Latency of failing over.',
      width: 12,
      queries: [{ expr: durationQuantile(0.95), legend: '{{model}}', exemplar: true }],
      unit: 's',
      min: 0,
      noValue: 'No answers',
      steps: ['green', [DEFAULTS.latencyP95Seconds, 'orange']],
      links: MODEL_OF_SERIES,
    }),
    lines({
      title: 'Latency of failing over, 95th percentile',
      description:
        'From arrival to the start of the attempt that answered, where a fallback did. High: shorten the timeout of the first step.',
      width: 12,
      queries: [{ expr: failoverQuantile(0.95), legend: '{{model}}' }],
      unit: 's',
      min: 0,
      noValue: 'No fallback answered',
      links: MODEL_OF_SERIES,
    }),
  );
}

function lost(): Line {
  return line(
    7,
    lines({
      title: 'Chains that failed to the end',
      description: 'Requests for which every step failed or was skipped, a second. Applications saw an error.',
      width: 8,
      queries: [{ expr: requests.exhausted(), legend: '{{model}}' }],
      unit: 'reqps',
      min: 0,
      noValue: 'None',
      links: MODEL_OF_SERIES,
    }),
    bars({
      title: 'Refused by the agent',
      description: 'Refused before any step was tried, by reason: they appear in no rate of this page.',
      width: 8,
      expr: requests.rejections(),
      legend: '{{reason}}',
      unit: 'locale',
      decimals: 0,
      noValue: 'None',
    }),
    lines({
      title: 'Clients that left',
      description:
        'Requests whose client went away, a second, by stage. Many while waiting upstream: answers take too long.',
      width: 8,
      queries: [{ expr: requests.disconnects(), legend: '{{stage}}' }],
      unit: 'reqps',
      min: 0,
      noValue: 'None',
    }),
  );
}

/** The fleet on one page: is anything wrong, where, why. */
export function overview(): Board {
  return board({
    uid: 'understudy-overview',
    title: 'Overview',
    description: 'All models: which of them fall back, why, what it costs, and what is firing.',
    sections: [
      { lines: [line(4, ...rates(), ...now()), line(10, fallbackPanel(15), alertList(9)), overTime()] },
      { title: 'Why', lines: [why()] },
      {
        title: 'Providers',
        collapsed: true,
        lines: [line(8, circuitTimeline(12), providerSuccess(12, PROVIDER_OF_SERIES))],
      },
      { title: 'Latency', collapsed: true, lines: [latency()] },
      { title: 'Lost and refused', collapsed: true, lines: [lost()] },
    ],
  });
}
