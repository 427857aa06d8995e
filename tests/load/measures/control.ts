import type { Bench } from '../bench.ts';
import { BODY_BYTES, requestOf } from '../chatAnswers.ts';
import { CONTROL_EVENTS, CONTROL_MODELS, controlConfig, controlModel } from '../controlConfig.ts';
import { failureCount } from '../loadOrder.ts';
import type { LoadOrder, RequestKind } from '../loadOrder.ts';
import { CONTROL_PATHS, noReads, readWhile } from '../processes/controlReader.ts';
import type { ReadTimes } from '../processes/controlReader.ts';
import { AGENT_MAIN, startAgent } from '../processes/startAgent.ts';
import type { RunningAgent } from '../processes/startAgent.ts';
import { ratios } from '../stats/pairwise.ts';
import { percentileOf } from '../stats/percentile.ts';
import type { Measure, Row } from './measure.ts';

const AIM_READ_MS = 10;
const AIM_MOVED = 1.25;
const AIM_STALL_MS = 20;
/** Fifty users who pause: some 500 requests a second, half of what a core of this kind can do. */
const USERS = 50;
const THINK_MS = { min: 50, max: 150 };
const SECONDS = 15;
const QUICK_SECONDS = 6;
/** A pipeline and a dozen open pages: 20 reads a second. */
const READ_EVERY_MS = 50;

/**
 * What a round is made of. Quiet comes first and last: what drifts over a round moves both sides alike, and neither is always
 * the first. A percentile is taken over both parts of a side: some 15,000 requests.
 */
const ROUND = ['quiet', 'reading', 'reading', 'quiet'] as const;
type Side = (typeof ROUND)[number];

/** Of one part, or of both parts of a side: latencies, the longest stall of the agent's event loop, times of the reads. */
interface Cell {
  readonly latencies: readonly number[];
  readonly stall: number;
  readonly reads: ReadTimes;
}

type Round = Readonly<Record<Side, Cell>>;

function kindsOf(agent: RunningAgent): RequestKind[] {
  return Array.from({ length: CONTROL_MODELS }, (_, index) => ({
    port: agent.port,
    path: '/v1/chat/completions',
    body: requestOf(BODY_BYTES.small, controlModel(index), false),
    expect: 'answer',
  }));
}

async function run(bench: Bench, order: LoadOrder): Promise<Float64Array> {
  const result = await bench.fleet.generator.load(order);
  const failed = failureCount(result);
  if (failed > 0) throw new Error(`${failed} requests failed: ${JSON.stringify(result.failures)}`);
  return result.latencies;
}

async function takeCell(bench: Bench, agent: RunningAgent, kinds: RequestKind[], side: Side): Promise<Cell> {
  const durationMs = (bench.options.quick ? QUICK_SECONDS : SECONDS) * 1_000;
  await agent.process.startLoopWatch();
  const load = run(bench, { kinds, users: USERS, thinkMs: THINK_MS, durationMs });
  const reads = side === 'reading' ? await readWhile(agent.controlPort, READ_EVERY_MS, load) : noReads();
  const latencies = [...(await load)];
  return { latencies, stall: await agent.process.stopLoopWatch(), reads };
}

function joined(cells: readonly Cell[]): Cell {
  const reads = noReads();
  for (const path of CONTROL_PATHS) reads[path].push(...cells.flatMap((cell) => cell.reads[path]));
  return {
    latencies: cells.flatMap(({ latencies }) => latencies),
    stall: Math.max(...cells.map(({ stall }) => stall)),
    reads,
  };
}

async function takeRound(bench: Bench, agent: RunningAgent, kinds: RequestKind[]): Promise<Round> {
  const cells: Record<Side, Cell[]> = { quiet: [], reading: [] };
  for (const side of ROUND) cells[side].push(await takeCell(bench, agent, kinds, side));
  return { quiet: joined(cells.quiet), reading: joined(cells.reading) };
}

function rowsOf(rounds: readonly Round[]): Row[] {
  const quiet = rounds.map((round) => round.quiet);
  const reading = rounds.map((round) => round.reading);
  const p99 = (cells: readonly Cell[]): number[] => cells.map(({ latencies }) => percentileOf(latencies, 99));
  const stalls = (cells: readonly Cell[]): number[] => cells.map((cell) => cell.stall);
  const size = `${CONTROL_MODELS} models and chains, ${CONTROL_EVENTS} events`;
  return [
    ...CONTROL_PATHS.map((path) => ({
      label: `GET ${path}, p95 under load, ${size}`,
      unit: 'ms',
      values: reading.map(({ reads }) => percentileOf(reads[path], 95)),
      aim: AIM_READ_MS,
    })),
    {
      label: 'Data plane p99 with reads ÷ without',
      unit: '×',
      values: ratios(p99(reading), p99(quiet)),
      aim: AIM_MOVED,
    },
    { label: 'Data plane p99 with reads', unit: 'ms', values: p99(reading) },
    { label: 'Data plane p99 without reads', unit: 'ms', values: p99(quiet) },
    { label: 'Longest stall of the event loop, with reads', unit: 'ms', values: stalls(reading), aim: AIM_STALL_MS },
    { label: 'Longest stall of the event loop, without reads', unit: 'ms', values: stalls(quiet) },
  ];
}

/** What reading the control API costs: its own answers, and the data plane's. */
export const control: Measure = {
  key: 'control',
  title: 'Control API under load',
  seconds: ({ options }) => 90 + options.rounds * ROUND.length * (options.quick ? QUICK_SECONDS : SECONDS),
  async run(bench) {
    const agent = await startAgent(bench.options.agent ?? AGENT_MAIN, controlConfig(bench.fleet.ports.direct));
    try {
      const kinds = kindsOf(agent);
      bench.progress.show(`control: ${CONTROL_EVENTS} requests to fill the events`);
      await run(bench, { kinds, users: 20, requests: CONTROL_EVENTS });
      const taken = await bench.interleave('control', { 'quiet and reading': () => takeRound(bench, agent, kinds) });
      return rowsOf(taken['quiet and reading']);
    } finally {
      await agent.end();
    }
  },
};
