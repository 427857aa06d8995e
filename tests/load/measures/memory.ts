import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { failureCount } from '../loadOrder.ts';
import type { LoadResult } from '../loadOrder.ts';
import type { BenchProcess } from '../processes/benchProcess.ts';
import type { RunningAgent } from '../processes/startAgent.ts';
import type { Usage } from '../processes/usage.ts';
import { slope } from '../stats/slope.ts';
import type { Measure, Row } from './measure.ts';

const USERS = 50;
const SETTLE_MS = 3_000;
const SAMPLES = 120;
/** Growth in the second half of the run, as a share of what is held: less is noise of the collector. */
const AIM_GROWTH_PERCENT = 5;
const MB = 1024 * 1024;
const SECONDS_A_MINUTE = 60;

interface MemorySample extends Usage {
  readonly minute: number;
}

async function settled(agent: BenchProcess): Promise<Usage> {
  await sleep(SETTLE_MS);
  const { rssBytes } = await agent.usage();
  return { ...(await agent.usage('collected')), rssBytes };
}

/** Plain answers, streams and failovers against the fresh agent, at most 500 a second. */
function startLoad(bench: Bench, agent: RunningAgent, durationMs: number): Promise<LoadResult> {
  const at = { port: agent.port };
  const plain = { ...bench.request('agent', 'slow'), ...at };
  const kinds = [
    plain,
    { ...bench.request('agent', 'stream', { stream: true }), ...at },
    plain,
    { ...bench.request('agent', 'e500'), ...at },
    plain,
  ];
  return bench.fleet.generator.load({ kinds, users: USERS, durationMs, thinkMs: { min: 0, max: 50 } });
}

async function watch(bench: Bench, agent: BenchProcess, minutes: number): Promise<MemorySample[]> {
  const samples: MemorySample[] = [];
  for (let index = 1; index <= SAMPLES; index++) {
    await sleep((minutes * SECONDS_A_MINUTE * 1000) / SAMPLES);
    const minute = (index * minutes) / SAMPLES;
    samples.push({ ...(await agent.usage()), minute });
    bench.progress.show(`memory: ${minute.toFixed(1)} of ${minutes} minutes under load`);
  }
  return samples;
}

function growthRows(samples: readonly MemorySample[], minutes: number): Row[] {
  const half = samples.slice(Math.floor(samples.length / 2));
  const perMinute = slope(half.map(({ minute, rssBytes }) => ({ x: minute, y: rssBytes / MB })));
  const mean = half.reduce((sum, { rssBytes }) => sum + rssBytes / MB, 0) / half.length;
  const growth = ((perMinute * minutes) / 2 / mean) * 100;
  const label = `second half of ${minutes} min under load`;
  return [
    { label: `RSS growth over the ${label}`, unit: '%', values: [growth], aim: AIM_GROWTH_PERCENT },
    { label: `RSS slope in the ${label}`, unit: 'MB/min', values: [perMinute] },
    { label: `RSS, mean of the ${label}`, unit: 'MB', values: [mean] },
  ];
}

async function measureAgent(bench: Bench, agent: RunningAgent): Promise<Row[]> {
  const minutes = bench.options.memoryMinutes;
  bench.progress.show('memory: idle');
  const idle = await settled(agent.process);
  const loading = startLoad(bench, agent, minutes * SECONDS_A_MINUTE * 1000);
  const [result, samples] = await Promise.all([loading, watch(bench, agent.process, minutes)]);
  if (failureCount(result) > 0) throw new Error(`requests failed: ${JSON.stringify(result.failures)}`);
  const after = await settled(agent.process);
  return [
    { label: 'Memory idle: RSS', unit: 'MB', values: [idle.rssBytes / MB] },
    { label: 'Memory idle: heap after a collection', unit: 'MB', values: [idle.heapBytes / MB] },
    ...growthRows(samples, minutes),
    { label: 'Memory after load: RSS', unit: 'MB', values: [after.rssBytes / MB] },
    { label: 'Memory after load: heap after a collection', unit: 'MB', values: [after.heapBytes / MB] },
    { label: 'Requests during the memory measure', unit: '/s', values: [result.latencies.length / result.seconds] },
  ];
}

/** Memory of a fresh agent: idle, under load for minutes, after it. */
export const memory: Measure = {
  key: 'memory',
  title: 'Memory',
  seconds: ({ options }) => options.memoryMinutes * SECONDS_A_MINUTE + 10,
  async run(bench) {
    const agent = await bench.fleet.startAgent();
    try {
      return await measureAgent(bench, agent);
    } finally {
      await agent.end();
    }
  },
};
