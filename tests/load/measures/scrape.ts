import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { BODY_BYTES, requestOf } from '../chatAnswers.ts';
import { failureCount } from '../loadOrder.ts';
import { longestGap, scrape, seriesOf } from '../processes/scrape.ts';
import type { Scrape } from '../processes/scrape.ts';
import { AGENT_MAIN, startAgent } from '../processes/startAgent.ts';
import type { RunningAgent } from '../processes/startAgent.ts';
import { SCRAPE_SHAPES, STREAMED, scrapeConfig, scrapedModel } from '../scrapeConfig.ts';
import type { ScrapeShape } from '../scrapeConfig.ts';
import type { Measure, Row } from './measure.ts';

const AIM_SERIES = 5_000;
const AIM_MS = 50;
/** Aims are for this size; the others are reported. */
const isAimed = ({ models }: ScrapeShape): boolean => models === 10;

const SCRAPES = 10;
/** An exposition is served again for a second. */
const NOT_CACHED_MS = 1_100;
/** A stream has 50 ms until its first piece, then fifty of them 10 ms apart. */
const INTO_STREAM_MS = 250;
/** Until a chain's every step has failed in each of its ways and answered. */
const ASKED_EACH = { chain: 30, alone: 3 } as const;

interface Round extends Scrape {
  /** The longest stall of the event loop while it was scraped. */
  readonly stall: number;
  /** The longest gap of a stream that was under way, scraped and not. */
  readonly gapScraped: number;
  readonly gapQuiet: number;
}

/** Asks every model, plain and as a stream, so that its series are there. */
async function fill(bench: Bench, agent: RunningAgent, { models, steps }: ScrapeShape): Promise<void> {
  const kinds = Array.from({ length: models * 2 }, (_, at) => ({
    port: agent.port,
    path: '/v1/chat/completions',
    body: requestOf(BODY_BYTES.small, scrapedModel(Math.floor(at / 2)), at % 2 === 1),
    expect: 'answer' as const,
  }));
  const requests = kinds.length * (steps === 1 ? ASKED_EACH.alone : ASKED_EACH.chain);
  const result = await bench.fleet.generator.load({ kinds, users: 50, requests });
  // With chains some requests find no step that answers: their series are wanted as well.
  if (steps === 1 && failureCount(result) > 0) throw new Error(`requests failed: ${JSON.stringify(result.failures)}`);
}

async function takeRound(agent: RunningAgent): Promise<Round> {
  const stream = requestOf(BODY_BYTES.small, STREAMED, true);
  const gapQuiet = await longestGap(agent.port, stream);
  await sleep(NOT_CACHED_MS);
  const gap = longestGap(agent.port, stream);
  await sleep(INTO_STREAM_MS);
  await agent.process.startLoopWatch();
  const scraped = await scrape(agent.controlPort);
  const stall = await agent.process.stopLoopWatch();
  return { ...scraped, stall, gapScraped: await gap, gapQuiet };
}

async function rowsOf(bench: Bench, shape: ScrapeShape): Promise<Row[]> {
  const agent = await startAgent(bench.options.agent ?? AGENT_MAIN, scrapeConfig(shape, bench.fleet.ports.direct));
  const size = `${shape.models} models × ${shape.steps}`;
  try {
    bench.progress.show(`scrape: ${size}, requests that make the series`);
    await fill(bench, agent, shape);
    const rounds: Round[] = [];
    for (let round = 0; round < bench.count(SCRAPES) + 1; round++) {
      bench.progress.show(`scrape: ${size}, ${round}`);
      rounds.push(await takeRound(agent));
    }
    // The first one has the code compiled.
    const [, ...counted] = rounds;
    const values = (of: (round: Round) => number): number[] => counted.map(of);
    const aimed = isAimed(shape);
    return [
      { label: `Series, ${size}`, unit: '', values: values(seriesOf), ...(aimed && { aim: AIM_SERIES }) },
      { label: `Scrape, ${size}`, unit: 'ms', values: values(({ ms }) => ms), ...(aimed && { aim: AIM_MS }) },
      { label: `Scrape, ${size}: sent`, unit: 'KB', values: values(({ body }) => body.length / 1_024) },
      { label: `Longest stall while scraped, ${size}`, unit: 'ms', values: values(({ stall }) => stall) },
      { label: `Longest gap of a stream while scraped, ${size}`, unit: 'ms', values: values((one) => one.gapScraped) },
      { label: `Longest gap of a stream not scraped, ${size}`, unit: 'ms', values: values((one) => one.gapQuiet) },
    ];
  } finally {
    await agent.end();
  }
}

/** What a scrape costs the agent, and streams that are under way. */
export const scrapes: Measure = {
  key: 'scrape',
  title: 'Scrape',
  seconds: ({ options }) => SCRAPE_SHAPES.length * (options.quick ? 15 : 45),
  async run(bench) {
    const rows: Row[] = [];
    for (const shape of SCRAPE_SHAPES) rows.push(...(await rowsOf(bench, shape)));
    return rows;
  },
};
