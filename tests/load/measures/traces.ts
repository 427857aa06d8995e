import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { agentConfig } from '../agentConfig.ts';
import type { Bench } from '../bench.ts';
import { AGENT_MAIN, startAgent, type AgentExtras, type RunningAgent } from '../processes/startAgent.ts';
import { ratios } from '../stats/pairwise.ts';
import type { Measure, Row } from './measure.ts';

const USERS = 50;
const REQUESTS = 6_000;
const SLICES = 6;

/** Agents of this build: without traces, with a tenth of them, with all of them. */
const SIDES = ['off', 'tenth', 'all'] as const;
type Side = (typeof SIDES)[number];

/** The agent of the fleet as well, where it is another build (`--agent`). */
type Cell = Side | 'other';

type Agents = Readonly<Record<Side, RunningAgent>>;

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

function extrasOf(side: Side, collector: Server): AgentExtras {
  if (side === 'off') return {};
  const { port } = collector.address() as AddressInfo;
  return {
    args: ['--traces', 'otlp', '--exemplars'],
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: side === 'all' ? '1' : '0.1',
      // Nothing shall be lost: what is not sent costs nothing.
      OTEL_BSP_MAX_QUEUE_SIZE: '100000',
    },
  };
}

function portOf(bench: Bench, agents: Agents, cell: Cell): number {
  return cell === 'other' ? bench.fleet.ports.agent : agents[cell].port;
}

/** Processor time a request of every cell, in short slices in turn, the last one first every other time. */
async function roundOf(bench: Bench, agents: Agents, cells: readonly Cell[]): Promise<Record<Cell, number>> {
  const totals: Record<Cell, number> = { off: 0, tenth: 0, all: 0, other: 0 };
  const requests = Math.ceil(bench.count(REQUESTS) / SLICES);
  for (let slice = 0; slice < SLICES; slice++) {
    for (const cell of slice % 2 === 0 ? cells : cells.toReversed()) {
      const kind = { ...bench.request('agent', 'small'), port: portOf(bench, agents, cell) };
      const served = cell === 'other' ? bench.fleet.agent : agents[cell].process;
      const { cpuUsPerRequest } = await bench.meter(served, { kind, users: USERS, requests });
      totals[cell] += cpuUsPerRequest / SLICES;
    }
  }
  return totals;
}

async function rowsOf(bench: Bench, agents: Agents): Promise<Row[]> {
  const cells: readonly Cell[] = bench.options.agent === undefined ? SIDES : [...SIDES, 'other'];
  bench.progress.show('traces: warm-up');
  await roundOf(bench, agents, cells);
  const { all: rounds } = await bench.interleave('traces', { all: () => roundOf(bench, agents, cells) });
  const of = (cell: Cell): number[] => rounds.map((round) => round[cell]);
  const row = (label: string, values: readonly number[]): Row => ({ label, unit: '×', values });
  return [
    row('CPU a request, 10 % of the traces kept ÷ traces off', ratios(of('tenth'), of('off'))),
    row('CPU a request, all traces kept ÷ traces off', ratios(of('all'), of('off'))),
    ...(cells.includes('other')
      ? [row('CPU a request, traces off ÷ the build of --agent', ratios(of('off'), of('other')))]
      : []),
  ];
}

/** What traces cost: off, with a tenth kept, with all kept, as shares of processor time. */
export const traces: Measure = {
  key: 'traces',
  title: `CPU time of the process a request with traces, ${USERS} concurrent`,
  seconds: ({ options }) => 10 + (options.rounds + 1) * (options.quick ? 4 : 15),
  async run(bench) {
    const collector = await startCollector();
    const started: RunningAgent[] = [];
    try {
      const config = agentConfig(bench.fleet.ports.direct, bench.fleet.refusedPort);
      const start = async (side: Side): Promise<RunningAgent> => {
        const agent = await startAgent(AGENT_MAIN, config, extrasOf(side, collector));
        started.push(agent);
        return agent;
      };
      return await rowsOf(bench, { off: await start('off'), tenth: await start('tenth'), all: await start('all') });
    } finally {
      for (const agent of started) await agent.end();
      collector.closeAllConnections();
      collector.close();
    }
  },
};
