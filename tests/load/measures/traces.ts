import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { agentConfig } from '../agentConfig.ts';
import type { Bench } from '../bench.ts';
import { AGENT_MAIN, startAgent, type AgentExtras, type RunningAgent } from '../processes/startAgent.ts';
import { ratios } from '../stats/pairwise.ts';
import type { Measure, Row } from './measure.ts';

const USERS = 50;
const REQUESTS = 10_000;
const SLICES = 6;

/** Agents of this build: without traces, with a tenth of them, with all of them. */
const SIDES = ['off', 'tenth', 'all'] as const;
type Side = (typeof SIDES)[number];

/** The build of `--agent` as well, where there is one: what traces cost an agent that has none. */
type Cell = Side | 'other';

type Agents = ReadonlyMap<Cell, RunningAgent>;

/** A collector that takes everything and reads nothing. */
async function startCollector(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function extrasOf(cell: Cell, collector: Server): AgentExtras {
  if (cell === 'off' || cell === 'other') return {};
  const { port } = collector.address() as AddressInfo;
  return {
    args: ['--traces', 'otlp', '--exemplars'],
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: cell === 'all' ? '1' : '0.1',
      // Nothing shall be lost: what is not sent costs nothing.
      OTEL_BSP_MAX_QUEUE_SIZE: '100000',
    },
  };
}

/** Processor time a request of every cell, in short slices in turn, the last one first every other time. */
async function roundOf(bench: Bench, agents: Agents): Promise<Record<Cell, number>> {
  const totals: Record<Cell, number> = { off: 0, tenth: 0, all: 0, other: 0 };
  const requests = Math.ceil(bench.count(REQUESTS) / SLICES);
  const cells = [...agents];
  for (let slice = 0; slice < SLICES; slice++) {
    for (const [cell, agent] of slice % 2 === 0 ? cells : cells.toReversed()) {
      const kind = { ...bench.request('agent', 'small'), port: agent.port };
      const { cpuUsPerRequest } = await bench.meter(agent.process, { kind, users: USERS, requests });
      totals[cell] += cpuUsPerRequest / SLICES;
    }
  }
  return totals;
}

async function rowsOf(bench: Bench, agents: Agents): Promise<Row[]> {
  bench.progress.show('traces: warm-up');
  await roundOf(bench, agents);
  const { all: rounds } = await bench.interleave('traces', { all: () => roundOf(bench, agents) });
  const of = (cell: Cell): number[] => rounds.map((round) => round[cell]);
  const row = (label: string, values: readonly number[]): Row => ({ label, unit: '×', values });
  return [
    row('CPU a request, 10 % of the traces kept ÷ traces off', ratios(of('tenth'), of('off'))),
    row('CPU a request, all traces kept ÷ traces off', ratios(of('all'), of('off'))),
    ...(agents.has('other')
      ? [row('CPU a request, traces off ÷ the build of --agent', ratios(of('off'), of('other')))]
      : []),
  ];
}

/** What traces cost: off, with a tenth kept, with all kept, as shares of processor time. */
export const traces: Measure = {
  key: 'traces',
  title: `CPU time of the process a request with traces, ${USERS} concurrent`,
  seconds: ({ options }) => 10 + (options.rounds + 1) * (options.quick ? 6 : 30),
  async run(bench) {
    const collector = await startCollector();
    const agents = new Map<Cell, RunningAgent>();
    const { agent: other } = bench.options;
    const cells: readonly Cell[] = other === undefined ? SIDES : [...SIDES, 'other'];
    try {
      const config = agentConfig(bench.fleet.ports.direct, bench.fleet.refusedPort);
      for (const cell of cells) {
        const main = cell === 'other' && other !== undefined ? other : AGENT_MAIN;
        agents.set(cell, await startAgent(main, config, extrasOf(cell, collector)));
      }
      return await rowsOf(bench, agents);
    } finally {
      for (const agent of agents.values()) await agent.end();
      collector.closeAllConnections();
      collector.close();
    }
  },
};
