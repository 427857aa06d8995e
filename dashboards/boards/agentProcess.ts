import { bars } from '../panels/bars.ts';
import { lines } from '../panels/lines.ts';
import { stat } from '../panels/stat.ts';
import { timeline, valueMap } from '../panels/timeline.ts';
import { line, type Line } from '../parts/layout.ts';
import { toPage } from '../parts/links.ts';
import * as agents from '../queries/agents.ts';
import { inFlightByAgent } from '../queries/requests.ts';

/** Series of one agent from which on label values become `other`. */
export const SERIES_CAP = 20_000;

function byAgent(title: string, description: string, unit: string, expr: string) {
  return lines({
    title,
    description,
    width: 8,
    queries: [{ expr, legend: '{{instance}}' }],
    unit,
    min: 0,
    noValue: 'No agents',
  });
}

/** CPU, memory and event loop of each agent. */
export function processes(): Line[] {
  return [
    line(
      7,
      byAgent('CPU', 'Cores that an agent is busy on. Near 1 it is at its limit: add agents.', 'none', agents.cpu()),
      byAgent(
        'Event loop, 99th percentile',
        'How long work waits for the process. High: streams stutter; look at garbage collection and at the number of series.',
        's',
        agents.processGauge('nodejs_eventloop_lag_p99_seconds'),
      ),
      byAgent('Garbage collection', 'Seconds a second.', 'percentunit', agents.garbageCollection()),
    ),
    line(
      7,
      byAgent(
        'Heap',
        'Memory of JavaScript in use. Rising for hours without traffic to match: a leak.',
        'bytes',
        agents.processGauge('nodejs_heap_size_used_bytes'),
      ),
      byAgent(
        'Resident memory',
        'What the system has given the process; keep the limit of the container above it.',
        'bytes',
        agents.processGauge('process_resident_memory_bytes'),
      ),
      byAgent('In flight', 'Requests that each agent is serving.', 'none', inFlightByAgent()),
    ),
  ];
}

/** What scrapes cost, and what was lost quietly. */
export function scrapes(): Line[] {
  return [
    line(
      7,
      byAgent(
        'Series',
        `Series of a scrape. From ${SERIES_CAP.toLocaleString('en')} on new values become "other"; see Folded values.`,
        'short',
        agents.processGauge('scrape_samples_scraped'),
      ),
      byAgent('Duration of a scrape', 'As Prometheus sees it.', 's', agents.processGauge('scrape_duration_seconds')),
      bars({
        title: 'Folded values',
        description:
          'Values of labels that became "other", in this time range: somebody asks for models that nobody configured.',
        width: 8,
        expr: agents.foldedValues(),
        legend: '{{label}}',
        unit: 'locale',
        decimals: 0,
        noValue: 'None',
      }),
    ),
    line(
      7,
      bars({
        title: 'Errors of the store',
        description: 'Files that could not be read or written. Look at the disk of the agent.',
        width: 12,
        expr: agents.storeErrors(),
        legend: '{{op}}',
        unit: 'locale',
        decimals: 0,
        noValue: 'None',
      }),
      bars({
        title: 'Lost events',
        description: 'Events that were not written down: history and audit have gaps.',
        width: 12,
        expr: agents.lostEvents(),
        legend: '{{sink}}',
        unit: 'locale',
        decimals: 0,
        noValue: 'None',
      }),
    ),
  ];
}

/** LiteLLM's file, where an agent manages one. */
export function litellm(): Line {
  return line(
    6,
    bars({
      title: 'Writes of its file',
      description: 'How writes of LiteLLM’s configuration ended. Rolled back: the log of the proxy says why.',
      width: 8,
      expr: agents.litellmWrites(),
      legend: '{{result}}',
      unit: 'locale',
      decimals: 0,
      noValue: 'The agent manages no LiteLLM',
      links: toPage('LiteLLM', 'litellm'),
    }),
    timeline({
      title: 'Drift',
      description: 'Whether LiteLLM’s file or its running proxy says something else than the configuration in force.',
      width: 8,
      queries: [{ expr: agents.litellmDrift(), legend: '{{instance}}' }],
      unit: 'none',
      noValue: 'The agent manages no LiteLLM',
      mappings: [valueMap({ '0': ['As configured', 'green'], '1': ['Differs', 'orange'] })],
      links: toPage('LiteLLM', 'litellm'),
    }),
    stat({
      title: 'Last in force',
      description: 'Time since the file was last put in force, or found so.',
      width: 8,
      expr: agents.litellmAge(),
      legend: '{{instance}}',
      unit: 's',
      noValue: 'Never',
      links: toPage('LiteLLM', 'litellm'),
    }),
  );
}
