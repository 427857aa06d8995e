import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { API_SHAPES } from '../kit/clientApi.ts';
import { exchange, type Transcript } from '../kit/exchange.ts';
import { until } from '../kit/until.ts';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

const { path, body } = API_SHAPES.chat;
const ENV = { LEAD_API_KEY: 'sk-canary-lead' };

let first: Sim;
let second: Sim;
let shop: Workshop;
beforeAll(async () => {
  [first, second] = await Promise.all([startSim(), startSim()]);
});
beforeEach(async () => {
  first.reset();
  second.reset();
  shop = await openWorkshop();
});
afterEach(() => shop.close());
afterAll(() => Promise.all([first.close(), second.close()]));

function documentAt(sim: Sim): ConfigDocument {
  return chainDocument({ steps: [stepAt(sim, 'lead', 'openai', { provider: { apiKey: 'env:LEAD_API_KEY' } })] });
}

function call(agent: AgentProcess, stream = false): Promise<Transcript> {
  return exchange(agent.url + path, { body: body('lead', 'hello', stream) });
}

/** Calls without pause, some streamed, until `done`; answers everything that came back. */
async function underLoad(agent: AgentProcess, done: Promise<unknown>): Promise<Transcript[]> {
  const transcripts: Transcript[] = [];
  let isDone = false;
  const ended = done.finally(() => (isDone = true));
  const clients = Array.from({ length: 6 }, async (_, at) => {
    while (!isDone) transcripts.push(await call(agent, at % 2 === 0));
  });
  await Promise.all([ended, ...clients]);
  return transcripts;
}

function expectNoneDropped(transcripts: readonly Transcript[]): void {
  expect(transcripts.length).toBeGreaterThan(6);
  for (const transcript of transcripts) expect(transcript).toMatchObject({ status: 200, complete: true });
}

describe('--managed', () => {
  it('swaps the configuration when the file is replaced, without dropping a request', async () => {
    const file = await shop.write('understudy.json', documentAt(first));
    const agent = await shop.spawn(['--config', file, '--managed'], { env: ENV }).ready();

    const replaced = async (): Promise<void> => {
      await first.waitFor(() => true, 20_000);
      await rename(await shop.write('new.json', documentAt(second)), file);
      await second.waitFor(() => true, 20_000);
    };
    const transcripts = await underLoad(agent, replaced());

    expectNoneDropped(transcripts);
    const samples = await agent.samples();
    expect(samples.sum('config_last_reload_successful')).toBe(1);
  });

  it('follows the swap of a link, as a ConfigMap makes it', async () => {
    await Promise.all([mkdir(shop.path('v1')), mkdir(shop.path('v2'))]);
    await shop.write('v1/understudy.json', documentAt(first));
    await shop.write('v2/understudy.json', documentAt(second));
    await symlink('v1', shop.path('..data'));
    await symlink('..data/understudy.json', shop.path('understudy.json'));
    const agent = await shop.spawn(['--config', shop.path('understudy.json'), '--managed'], { env: ENV }).ready();

    const swapped = async (): Promise<void> => {
      await first.waitFor(() => true, 20_000);
      await symlink('v2', shop.path('..data_tmp'));
      await rename(shop.path('..data_tmp'), shop.path('..data'));
      await second.waitFor(() => true, 20_000);
    };
    expectNoneDropped(await underLoad(agent, swapped()));
  });

  it('keeps the old configuration where the new file is broken, says so, and takes the repaired one', async () => {
    const file = await shop.write('understudy.json', documentAt(first));
    const agent = await shop.spawn(['--config', file, '--managed'], { env: ENV }).ready();

    await writeFile(file, 'version: 1\nproviderz: []\n');
    await until('the refusal to be told', () => agent.stdout.includes('was refused'));

    expect(agent.stdout).toContain('providerz');
    expect((await call(agent)).status).toBe(200);
    expect(first.callCount).toBe(1);
    await until('the metric to show it', async () => {
      const samples = await agent.samples();
      return (
        samples.sum('config_last_reload_successful') === 0 &&
        samples.sum('config_reloads_total', { result: 'failure' }) >= 1
      );
    });

    await shop.write('understudy.json', documentAt(second));
    await until('the repaired file to be in force', async () => {
      await call(agent);
      return second.callCount > 0;
    });
    await until(
      'the metric to show it',
      async () => (await agent.samples()).sum('config_last_reload_successful') === 1,
    );
  });
});

describe('SIGHUP', () => {
  it('reads the files behind secrets again, without dropping a request', async () => {
    const key = await shop.write('key', 'sk-canary-old-0001\n');
    const document = chainDocument({
      steps: [stepAt(first, 'lead', 'openai', { provider: { apiKey: `file:${key}` } })],
    });
    const agent = await shop.spawn(['--config', await shop.write('understudy.json', document)]).ready();

    const rotated = async (): Promise<void> => {
      await first.waitFor(({ headers }) => headers.authorization === 'Bearer sk-canary-old-0001', 20_000);
      await shop.write('key', 'sk-canary-new-0002\n');
      agent.kill('SIGHUP');
      await first.waitFor(({ headers }) => headers.authorization === 'Bearer sk-canary-new-0002', 20_000);
    };
    expectNoneDropped(await underLoad(agent, rotated()));
  });
});
