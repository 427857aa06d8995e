import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { API_SHAPES, CLIENT_APIS } from '../kit/clientApi.ts';
import { exchange } from '../kit/exchange.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

/** Each of them a value that must stay where it is. */
const CANARIES = {
  PROVIDER_API_KEY: 'sk-canary-provider-7c1d90',
  PROVIDER_HEADER: 'canary-header-b83e11',
  CLIENT_KEY: 'canary-client-key-55f0aa',
  UNDERSTUDY_ADMIN_TOKEN: 'canary-admin-token-19ac07',
  UNDERSTUDY_VIEWER_TOKEN: 'canary-viewer-token-e2204d',
};
const FILE_KEY = 'sk-canary-file-key-aa9012';
const PROMPT = 'canary-prompt-3fd0b7';

const BEHAVIOURS: readonly Behaviour[] = [
  { kind: 'ok' },
  { kind: 'error', error: 'rate_limit', message: `${CANARIES.PROVIDER_API_KEY} is over its limit` },
  { kind: 'error', error: 'invalid_key', message: `${FILE_KEY} and ${CANARIES.PROVIDER_HEADER} are wrong` },
  {
    kind: 'status',
    status: 400,
    body: { error: { message: `no ${CANARIES.PROVIDER_HEADER}: ${CANARIES.PROVIDER_API_KEY}` } },
  },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'stream_error', afterChunks: 1, message: `stopped for ${CANARIES.PROVIDER_API_KEY}` },
  { kind: 'bad_chunk', afterChunks: 1, raw: `data: {${FILE_KEY}\n\n` },
];

let sim: Sim;
let shop: Workshop;
beforeAll(async () => {
  sim = await startSim();
});
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());
afterAll(() => sim.close());

async function filesOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

/** What the data plane says while the provider does this: every API, whole and streamed, with a right and a wrong key. */
async function answersTo(url: string, behaviour: Behaviour): Promise<string[]> {
  sim.setDefault(behaviour);
  const calls = CLIENT_APIS.flatMap((api) =>
    [CANARIES.CLIENT_KEY, `wrong-${FILE_KEY}`].flatMap((key) => [true, false].map((stream) => ({ api, key, stream }))),
  );
  const said: string[] = [];
  for (const { api, key, stream } of calls) {
    const { path, body } = API_SHAPES[api];
    const headers = { authorization: `Bearer ${key}`, 'x-understudy-fallbacks': 'second' };
    const transcript = await exchange(url + path, { headers, body: body('lead', PROMPT, stream) });
    // An answer may quote the prompt: it is the client's own.
    said.push(JSON.stringify(transcript.headers), transcript.text.replaceAll(PROMPT, ''));
  }
  return said;
}

it('no secret and no prompt leaves by an output, an error, the metrics or the data folder', async () => {
  const key = await shop.write('key', FILE_KEY);
  const headers = { 'x-tenant': 'env:PROVIDER_HEADER' };
  const document = chainDocument({
    steps: [
      stepAt(sim, 'lead', 'openai', { provider: { apiKey: 'env:PROVIDER_API_KEY', headers } }),
      stepAt(sim, 'second', 'anthropic', { provider: { apiKey: `file:${key}`, headers } }),
    ],
    document: { clients: [{ id: 'checkout', key: 'env:CLIENT_KEY' }] },
  });
  const config = await shop.write('understudy.json', document);
  const agent = await shop.spawn(['--config', config, '--log-level', 'trace'], { env: CANARIES }).ready();
  const said: string[] = [];

  for (const behaviour of BEHAVIOURS) said.push(...(await answersTo(agent.url, behaviour)));
  const admin = { authorization: `Bearer ${CANARIES.UNDERSTUDY_ADMIN_TOKEN}` };
  for (const resource of ['config', 'providers', 'models', 'chains', 'policy', 'audit', 'revisions']) {
    said.push((await exchange(`${agent.controlUrl}/api/v1/${resource}`, { method: 'GET', headers: admin })).text);
  }
  said.push(await agent.metrics());
  agent.kill('SIGTERM');
  expect(await agent.exited).toEqual({ code: 0, signal: null });
  said.push(agent.stdout, agent.stderr, await filesOf(shop.path('data')));

  const everything = said.join('\n');
  expect(everything).toContain('"lead"');
  for (const canary of [...Object.values(CANARIES), FILE_KEY, PROMPT]) {
    const at = everything.indexOf(canary);
    expect(at < 0 ? '' : everything.slice(Math.max(0, at - 200), at + 100)).toBe('');
  }
});

describe('a provider whose key cannot be had', () => {
  it('is named with its variable, and its step is skipped', async () => {
    sim.setDefault({ kind: 'ok' });
    const document = chainDocument({
      steps: [
        stepAt(sim, 'lead', 'openai', { provider: { apiKey: 'env:MISSING_API_KEY' } }),
        stepAt(sim, 'second', 'openai', { provider: { apiKey: 'env:PROVIDER_API_KEY' } }),
      ],
    });
    const config = await shop.write('understudy.json', document);
    const agent = await shop.spawn(['--config', config], { env: CANARIES }).ready();
    const { path, body } = API_SHAPES.chat;

    const transcript = await exchange(agent.url + path, { body: body('lead', 'hello', false) });

    await until('the log to name it', () => (agent.stdout + agent.stderr).includes('MISSING_API_KEY'));
    expect(transcript.headers).toMatchObject({
      'x-understudy-served-model': 'second',
      'x-understudy-trigger': 'disabled',
    });
  });
});
