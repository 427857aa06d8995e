import { agentsByActiveStep } from '../../plugin/src/promql/fleet.ts';
import { bars } from '../panels/bars.ts';
import { MODEL_COLUMN, POSITION_COLUMN } from '../panels/labelColumns.ts';
import { lines } from '../panels/lines.ts';
import { stat } from '../panels/stat.ts';
import { table } from '../panels/table.ts';
import { timeline, valueMap } from '../panels/timeline.ts';
import { litellm, processes, scrapes, SERIES_CAP } from './agentProcess.ts';
import { board, type Board } from '../parts/board.ts';
import { line, type Line } from '../parts/layout.ts';
import { toPage } from '../parts/links.ts';
import * as agents from '../queries/agents.ts';
import { inFlightByAgent } from '../queries/requests.ts';
import { SCOPE } from '../queries/scope.ts';

const LAG_SECONDS = 0.1;
const OVERHEAD_SECONDS = 0.1;

const UP = valueMap({ '0': ['Down', 'red'], '1': ['Up', 'green'] });
const ACCEPTED = valueMap({ '0': ['Refused', 'red'], '1': ['Accepted', 'green'] });
const REACHED = valueMap({ '0': ['Away', 'red'], '1': ['Reached', 'green'] });

function answers(): Line {
  const width = 4;
  return line(
    4,
    stat({
      title: 'Agents up',
      description: 'Agents that Prometheus scrapes.',
      width,
      expr: agents.agentsUp(),
      unit: 'none',
      noValue: 'No agents',
    }),
    stat({
      title: 'Agents down',
      description: 'Agents that it cannot scrape. Look at their logs, and at the targets of Prometheus.',
      width,
      expr: agents.agentsDown(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [1, 'red']],
    }),
    stat({
      title: 'Versions',
      description: 'More than one while a rollout is under way. For long: it is stuck.',
      width,
      expr: agents.versionCount(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [2, 'orange']],
    }),
    stat({
      title: 'Configurations in one group',
      description:
        'More than one: agents of one group answer the same request differently. Roll out again to those that differ.',
      width,
      expr: agents.configurationsInAGroup(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [2, 'orange']],
    }),
    stat({
      title: 'Refused configurations',
      description: 'Agents that refused their last configuration and run on the one before. The log says why.',
      width,
      expr: agents.refusedReloads(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [1, 'red']],
    }),
    stat({
      title: 'Restarts',
      description: 'Restarts in this time range. Circuits and statistics survive them, requests in flight may not.',
      width,
      expr: agents.restarts(),
      unit: 'none',
      noValue: 'No agents',
      steps: ['green', [1, 'orange']],
    }),
  );
}

function fleet(): Line {
  return line(
    9,
    table({
      title: 'Agents',
      description:
        'Each agent with what it runs and what it needs. One that stands out is the one to look at. Store away: it serves on, and saves no changes.',
      width: 24,
      labels: [
        { label: 'instance', title: 'Agent' },
        { label: 'version', title: 'Version' },
      ],
      values: [
        { title: 'Version', expr: agents.versionByAgent(), unit: 'none', hidden: true },
        { title: 'Running for', expr: agents.uptime(), unit: 's', decimals: 0 },
        { title: 'Last configuration', expr: agents.lastReloadOk(), unit: 'none', mappings: [ACCEPTED] },
        { title: 'Accepted', expr: agents.reloadAge(), unit: 's', decimals: 0 },
        { title: 'Store', expr: agents.storeConnected(), unit: 'none', mappings: [REACHED] },
        { title: 'In flight', expr: inFlightByAgent(), unit: 'none', decimals: 0 },
        { title: 'Heap', expr: agents.processGauge('nodejs_heap_size_used_bytes'), unit: 'bytes' },
        {
          title: 'Event loop p99',
          expr: agents.processGauge('nodejs_eventloop_lag_p99_seconds'),
          unit: 's',
          steps: ['text', [LAG_SECONDS, 'orange']],
        },
        {
          title: 'Series',
          expr: agents.processGauge('scrape_samples_scraped'),
          unit: 'short',
          steps: ['text', [SERIES_CAP, 'orange']],
        },
      ],
      sortBy: 'In flight',
      noValue: 'No agents',
    }),
  );
}

function health(): Line {
  return line(
    7,
    timeline({
      title: 'Scraped',
      description: 'Whether Prometheus reached each agent.',
      width: 12,
      queries: [{ expr: agents.upByAgent(), legend: '{{instance}}' }],
      unit: 'none',
      noValue: 'No agents',
      mappings: [UP],
    }),
    lines({
      title: 'Overhead',
      description:
        'What the agent itself adds to a request: its time less that of providers and waiting. Dashed: where the alert on the 99th percentile begins.',
      width: 12,
      queries: [0.5, 0.95, 0.99].map((quantile) => ({
        expr: agents.overheadQuantile(quantile),
        legend: `p${quantile * 100}`,
      })),
      unit: 's',
      min: 0,
      noValue: 'No requests',
      steps: ['green', [OVERHEAD_SECONDS, 'orange']],
    }),
  );
}

function configuration(): Line {
  return line(
    8,
    table({
      title: 'Configurations',
      description: 'How many agents run which configuration. Two in one group: they drift.',
      width: 8,
      labels: [
        { label: 'group', title: 'Group' },
        { label: 'hash', title: 'Configuration' },
      ],
      values: [{ title: 'Agents', expr: agents.configurations(), unit: 'none', decimals: 0 }],
      sortBy: 'Agents',
      noValue: 'No agents',
    }),
    table({
      title: 'Active steps',
      description:
        'How many agents would use which position of a chain for the next request: they can differ, each has circuits of its own.',
      width: 8,
      labels: [MODEL_COLUMN, POSITION_COLUMN],
      values: [{ title: 'Agents', expr: agentsByActiveStep(SCOPE), unit: 'none', decimals: 0 }],
      noValue: 'No chains',
    }),
    bars({
      title: 'Agents by version',
      description: 'How far a rollout has come.',
      width: 4,
      expr: agents.agentsByVersion(),
      legend: '{{version}}',
      unit: 'none',
      noValue: 'No agents',
    }),
    bars({
      title: 'Reloads',
      description: 'Configurations that were accepted and refused in this time range.',
      width: 4,
      expr: agents.reloads(),
      legend: '{{result}}',
      unit: 'locale',
      decimals: 0,
      noValue: 'None',
      links: toPage('Activity', 'activity'),
    }),
  );
}

/** The agents themselves: versions, configurations, overhead, memory. */
export function agentsBoard(): Board {
  return board({
    uid: 'understudy-agents',
    title: 'Agents',
    description: 'The agents themselves: what they run, how well they are, and what they cost a request.',
    sections: [
      { lines: [answers(), fleet(), health()] },
      { title: 'Configuration', lines: [configuration()] },
      { title: 'Processes', lines: processes() },
      { title: 'Scrapes and files', collapsed: true, lines: scrapes() },
      { title: 'LiteLLM', collapsed: true, lines: [litellm()] },
    ],
  });
}
