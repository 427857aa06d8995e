import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConfigDocument, RevisionSummary } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { WriteClient } from './writeClient.ts';

const WRITERS = 50;
const WRITES = 4;
const SEED: ConfigDocument = {
  version: 1,
  providers: [{ id: 'local', dialect: 'ollama', baseUrl: 'http://127.0.0.1:9/v1', location: 'local' }],
  models: [{ id: 'first', provider: 'local' }],
  chains: [],
};

interface Acknowledged {
  readonly revision: number;
  readonly model: string;
  readonly reason: string;
}

let shop: Workshop;
let agent: AgentProcess;
beforeAll(async () => {
  shop = await openWorkshop();
  const config = await shop.write('understudy.json', SEED);
  agent = await shop.spawn(['--config', config, '--rate-writes', '100000', '--rate-reads', '100000']).ready();
});
afterAll(() => shop.close());

/** Replaces the whole document, again and again where others were faster, until its model is in it. */
async function writeDocument(client: WriteClient, model: string, reason: string): Promise<Acknowledged> {
  const { body, etag } = await client.get('/config');
  let current = { document: body as ConfigDocument, ifMatch: etag };
  for (;;) {
    const { document, ifMatch } = current;
    const next = { ...document, models: [...document.models, { id: model, provider: 'local' }] };
    const answer = await client.put('/config', next, { ifMatch, reason });
    if (answer.status === 200) return { revision: answer.body.revision, model, reason };
    expect(answer.status).toBe(412);
    current = { document: answer.body.current as ConfigDocument, ifMatch: answer.body.etag as string };
  }
}

async function writeModel(client: WriteClient, model: string, reason: string): Promise<Acknowledged> {
  const answer = await client.put(`/models/${model}`, { provider: 'local' }, { reason });
  expect(answer.status).toBe(200);
  return { revision: answer.body.revision, model, reason };
}

/** Every other writer replaces the whole document, the rest their own entry of it. */
async function writer(client: WriteClient, number: number): Promise<Acknowledged[]> {
  const write = number % 2 === 0 ? writeDocument : writeModel;
  const done: Acknowledged[] = [];
  for (let turn = 0; turn < WRITES; turn++) {
    done.push(await write(client, `w${number}/${turn}`, `writer ${number}, turn ${turn}`));
  }
  return done;
}

/** Reads while others write: the same ETag always stands for the same document, and models never get fewer. */
async function reader(client: WriteClient, isOver: () => boolean): Promise<number> {
  const seen = new Map<string, string>();
  let models = 0;
  while (!isOver()) {
    const { body, etag } = await client.get('/config');
    const text = JSON.stringify(body);
    expect(seen.get(etag) ?? text).toBe(text);
    seen.set(etag, text);
    expect(body.models.length).toBeGreaterThanOrEqual(models);
    models = body.models.length as number;
  }
  return seen.size;
}

describe(`${WRITERS} writers at once against one document`, () => {
  let acknowledged: Acknowledged[];
  let versionsSeen: number[];
  let client: WriteClient;
  beforeAll(async () => {
    client = new WriteClient(agent.controlUrl);
    let isOver = false;
    const readers = [reader(client, () => isOver), reader(client, () => isOver)];
    const writers = await Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(client, number)));
    isOver = true;
    acknowledged = writers.flat();
    versionsSeen = await Promise.all(readers);
  }, 120_000);

  it('loses no acknowledged write, and gives each a revision of its own', async () => {
    expect(new Set(acknowledged.map(({ revision }) => revision)).size).toBe(WRITERS * WRITES);
    const { body } = await client.get('/config');
    const models = body.models.map(({ id }: { id: string }) => id);
    expect(models.toSorted()).toEqual(['first', ...acknowledged.map(({ model }) => model)].toSorted());
  });

  it('has every acknowledged write in the history, with who, why and what', async () => {
    const { body } = await client.get('/revisions?limit=1000');
    const byNumber = new Map((body.items as RevisionSummary[]).map((one) => [one.revision, one]));
    expect(byNumber.size).toBe(WRITERS * WRITES + 1);
    for (const { revision, reason } of acknowledged) {
      expect(byNumber.get(revision)).toMatchObject({ reason, author: 'anonymous', changes: 1 });
    }
    for (const { revision, model } of acknowledged.slice(0, 20)) {
      const { body: change } = await client.get(`/revisions/${revision}/diff`);
      expect(change.diff).toMatchObject([{ after: { id: model } }]);
    }
  });

  it('has each in the audit, once', async () => {
    const { body } = await client.get('/audit?limit=1000&outcome=done');
    const revisions = body.items.map(({ revision }: { revision: number }) => revision);
    expect(revisions.toSorted((a: number, b: number) => a - b)).toEqual(
      [1, ...acknowledged.map(({ revision }) => revision)].toSorted((a, b) => a - b),
    );
  });

  it('shows no reader a torn document', () => {
    for (const versions of versionsSeen) expect(versions).toBeGreaterThan(1);
  });
});
