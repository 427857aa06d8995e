import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getModel, listAudit, listRevisions, putModel } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { WriteClient } from './writeClient.ts';

const KILLS = 100;
/** Data folders that are written to at once, so that both processors have work. */
const LANES = 2;
const WRITERS = 3;

const SEED = {
  version: 1,
  providers: [{ id: 'local', dialect: 'ollama', baseUrl: 'http://127.0.0.1:9/v1', location: 'local' }],
};

interface Acknowledged {
  readonly revision: number;
  readonly model: string;
  readonly count: number;
  readonly reason: string;
}

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

interface Kill {
  isSent: boolean;
}

/** Counts its model up until the agent is gone. */
async function countUp(
  client: WriteClient,
  number: number,
  { kill, tell }: { readonly kill: Kill; readonly tell: (done: Acknowledged) => void },
): Promise<void> {
  const model = `m${number}`;
  const path = `/models/${model}`;
  let last = await client.get(path);
  for (let count = (last.as(getModel).maxOutput ?? 0) + 1; ; count++) {
    const reason = `${model} to ${count}`;
    try {
      last = await client.put(path, { provider: 'local', maxOutput: count }, { ifMatch: last.etag, reason });
    } catch (error) {
      if (kill.isSent) return;
      throw error;
    }
    tell({ revision: last.as(putModel).revision, model, count, reason });
  }
}

/** Lets an agent be written to and kills it some milliseconds after its first acknowledged write. */
async function writeAndKill(agent: AgentProcess): Promise<Acknowledged[]> {
  const client = new WriteClient(agent.controlUrl);
  const done: Acknowledged[] = [];
  const afterMs = Math.random() * 40;
  const kill: Kill = { isSent: false };
  const send = (): void => {
    kill.isSent = true;
    agent.kill('SIGKILL');
  };
  const tell = (one: Acknowledged): void => {
    if (done.length === 0) setTimeout(send, afterMs);
    done.push(one);
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, number) => countUp(client, number, { kill, tell })));
  expect(await agent.exited).toEqual({ code: null, signal: 'SIGKILL' });
  return done;
}

/** What was acknowledged before the kill is in force, in the history and in the audit. */
async function expectNothingLost(agent: AgentProcess, acknowledged: readonly Acknowledged[]): Promise<void> {
  const client = new WriteClient(agent.controlUrl);
  const revisions = (await client.get('/revisions?limit=100')).as(listRevisions).items;
  const audit = (await client.get('/audit?limit=200')).as(listAudit).items;
  const last = Math.max(...acknowledged.map(({ revision }) => revision));
  // A write under way may have been done without its answer being read; never more than one a writer.
  expect(revisions[0]?.revision).toBeGreaterThanOrEqual(last);
  expect(revisions[0]?.revision).toBeLessThanOrEqual(last + WRITERS);
  for (const { revision, model, count, reason } of acknowledged) {
    expect(revisions.find((one) => one.revision === revision)).toMatchObject({ reason, changes: 1 });
    expect(audit.filter((one) => one.revision === revision)).toMatchObject([{ detail: reason, outcome: 'done' }]);
    expect((await client.get(`/models/${model}`)).as(getModel).maxOutput).toBeGreaterThanOrEqual(count);
  }
}

async function lane(number: number): Promise<number> {
  const options = { dataDir: shop.path(`data${number}`) };
  const start = () => shop.spawn(['--rate-writes', '100000', '--rate-reads', '100000'], options).ready();
  const first = await start();
  const seed = { ...SEED, models: Array.from({ length: WRITERS }, (_, at) => ({ id: `m${at}`, provider: 'local' })) };
  expect((await new WriteClient(first.controlUrl).put('/config', seed)).status).toBe(200);
  let agent = first;
  let writes = 0;
  for (let kill = 0; kill < KILLS / LANES; kill++) {
    const acknowledged = await writeAndKill(agent);
    writes += acknowledged.length;
    agent = await start();
    await expectNothingLost(agent, acknowledged);
  }
  await agent.close();
  return writes;
}

describe('kill -9 while the API is written to', () => {
  it(`starts with the last acknowledged revision after each of ${KILLS} kills`, async () => {
    const writes = await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
    expect(writes.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(KILLS);
  }, 240_000);
});
