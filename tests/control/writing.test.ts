import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  diffRevision,
  documentSchema,
  getConfig,
  listAudit,
  listRevisions,
  putConfig,
  putModel,
  type ConfigDocument,
} from '@understudy/contract';
import type { ApiAnswer } from '../../agent/src/control/testkit/apiAnswer.ts';
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

/** The document of an answer; it has no secrets that would be hidden. */
const documentOf = (answer: ApiAnswer): ConfigDocument => documentSchema.parse(answer.as(getConfig));

/** Replaces the whole document, again and again where others were faster, until its model is in it. */
async function writeDocument(client: WriteClient, model: string, reason: string): Promise<Acknowledged> {
  const first = await client.get('/config');
  let current = { document: documentOf(first), ifMatch: first.etag };
  for (;;) {
    const { document: base, ifMatch } = current;
    const next = { ...base, models: [...base.models, { id: model, provider: 'local' }] };
    const answer = await client.put('/config', next, { ifMatch, reason });
    if (answer.status === 200) return { revision: answer.as(putConfig).revision, model, reason };
    const { status, current: document, etag = '' } = answer.problem();
    expect(status).toBe(412);
    current = { document: documentSchema.parse(document), ifMatch: etag };
  }
}

async function writeModel(client: WriteClient, model: string, reason: string): Promise<Acknowledged> {
  const answer = await client.put(`/models/${model}`, { provider: 'local' }, { reason });
  return { revision: answer.as(putModel).revision, model, reason };
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
    const answer = await client.get('/config');
    const { etag, text } = answer;
    expect(seen.get(etag) ?? text).toBe(text);
    seen.set(etag, text);
    const { length } = documentOf(answer).models;
    expect(length).toBeGreaterThanOrEqual(models);
    models = length;
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
    const models = documentOf(await client.get('/config')).models.map(({ id }) => id);
    expect(models.toSorted()).toEqual(['first', ...acknowledged.map(({ model }) => model)].toSorted());
  });

  it('has every acknowledged write in the history, with who, why and what', async () => {
    const { items } = (await client.get('/revisions?limit=1000')).as(listRevisions);
    const byNumber = new Map(items.map((one) => [one.revision, one]));
    expect(byNumber.size).toBe(WRITERS * WRITES + 1);
    for (const { revision, reason } of acknowledged) {
      expect(byNumber.get(revision)).toMatchObject({ reason, author: 'anonymous', changes: 1 });
    }
    for (const { revision, model } of acknowledged.slice(0, 20)) {
      const { diff } = (await client.get(`/revisions/${revision}/diff`)).as(diffRevision);
      expect(diff).toMatchObject([{ after: { id: model } }]);
    }
  });

  it('has each in the audit, once', async () => {
    const { items } = (await client.get('/audit?limit=1000&outcome=done')).as(listAudit);
    const revisions = items.map(({ revision }) => revision ?? -1);
    expect(revisions.toSorted((a, b) => a - b)).toEqual(
      [1, ...acknowledged.map(({ revision }) => revision)].toSorted((a, b) => a - b),
    );
  });

  it('shows no reader a torn document', () => {
    expect(versionsSeen).toHaveLength(2);
    for (const versions of versionsSeen) expect(versions).toBeGreaterThan(1);
  });
});
