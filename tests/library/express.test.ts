import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express, { type Express, type Request } from 'express';
import type { Understudy } from '../../agent/src/index.ts';
import { exchange, Exchange, type Transcript } from '../kit/exchange.ts';
import { setLibraryStage, type LibraryStage } from './stage.ts';

const chat = { model: 'lead', messages: [{ role: 'user', content: 'hi there' }] };
const CHAT = '/v1/chat/completions';

let stage: LibraryStage;
let server: Server | null = null;

beforeAll(async () => {
  stage = await setLibraryStage();
});
beforeEach(() => {
  stage.lead.reset();
  stage.second.reset();
  stage.log.lines.length = 0;
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});
afterAll(() => stage.close());

type Build = (app: Express, understudy: Understudy) => void;

/** Serves an application; answers with its address. */
async function serve(build: Build): Promise<string> {
  const app = express();
  build(app, stage.understudy);
  app.get('/v1/own', (_request, response) => void response.send('the application answers'));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const MOUNTS: readonly [string, string, Build][] = [
  ['at the root', CHAT, (app, understudy) => void app.use(understudy.expressMiddleware())],
  ['after express.json()', CHAT, (app, understudy) => void app.use(express.json(), understudy.expressMiddleware())],
  [
    'after express.raw()',
    CHAT,
    (app, understudy) => void app.use(express.raw({ type: () => true }), understudy.expressMiddleware()),
  ],
  [
    'after express.text()',
    CHAT,
    (app, understudy) => void app.use(express.text({ type: () => true }), understudy.expressMiddleware()),
  ],
  ['below a path', `/ai${CHAT}`, (app, understudy) => void app.use('/ai', understudy.expressMiddleware())],
  ['at /v1 itself', CHAT, (app, understudy) => void app.use('/v1', understudy.expressMiddleware())],
];

describe.each(MOUNTS)('the Express middleware %s', (_, path, build) => {
  it.each([false, true])('answers with the fallback (streamed: %s)', async (stream) => {
    stage.lead.setDefault({ kind: 'error', error: 'server_error' });
    const url = await serve(build);
    const answer = await exchange(url + path, { body: { ...chat, stream } });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'x-understudy-served-model': 'second', 'x-understudy-fallback': 'true' });
    if (stream) expect(answer.events.at(-1)?.data).toBe('[DONE]');
    else expect(answer.json()).toMatchObject({ object: 'chat.completion' });
    expect(JSON.stringify(stage.second.calls[0]?.body)).toContain('hi there');
  });
});

describe('the Express middleware', () => {
  it("leaves the application's own routes alone", async () => {
    const url = await serve((app, understudy) => void app.use(understudy.expressMiddleware()));
    expect((await exchange(`${url}/v1/own`, { method: 'GET' })).text).toBe('the application answers');
    expect((await exchange(`${url}/v1/nothing`, { method: 'GET' })).status).toBe(404);
  });

  it('lists models', async () => {
    const url = await serve((app, understudy) => void app.use(understudy.expressMiddleware()));
    expect((await exchange(`${url}/v1/models`, { method: 'GET' })).json()).toMatchObject({
      data: [{ id: 'lead' }, { id: 'second' }],
    });
  });

  it('sends bytes on as they came, where nobody has parsed them', async () => {
    const url = await serve((app, understudy) => void app.use(understudy.expressMiddleware()));
    await exchange(url + CHAT, {
      body: '{"model":"lead", "seed": 12345678901234567890, "messages":[{"role":"user","content":"x"}]}',
    });
    expect(stage.lead.calls[0]?.rawBody.toString()).toContain('12345678901234567890');
  });

  it('refuses a body over its limit', async () => {
    const url = await serve((app, understudy) => void app.use(understudy.expressMiddleware({ maxBodyBytes: 50 })));
    const answer = await exchange(url + CHAT, { body: chat });
    expect([answer.status, answer.json()]).toMatchObject([413, { error: { code: 'body_too_large' } }]);
  });

  it('asks the application who calls', async () => {
    const client = ({ headers }: Request): string | null => headers.cookie ?? null;
    const url = await serve((app, understudy) => void app.use(understudy.expressMiddleware({ client })));
    const ask = (headers: Record<string, string>): Promise<Transcript> => exchange(url + CHAT, { body: chat, headers });
    expect((await ask({ cookie: 'alice' })).status).toBe(200);
    expect(stage.log.lines.at(-1)?.fields['client']).toBe('alice');
    const refused = await ask({});
    expect([refused.status, refused.json()]).toMatchObject([401, { error: { code: 'invalid_api_key' } }]);
  });

  it('asks for the key of a client where clients are configured', async () => {
    stage.understudy.apply({ ...stage.document, clients: [{ id: 'checkout', key: 'client-key-of-checkout' }] });
    const url = await serve((app, understudy) => void app.use(understudy.expressMiddleware()));
    const ask = (headers: Record<string, string>): Promise<Transcript> => exchange(url + CHAT, { body: chat, headers });
    const statuses = [
      await ask({}),
      await ask({ 'x-api-key': 'guess' }),
      await ask({ 'x-api-key': 'client-key-of-checkout' }),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 200]);
    expect(stage.log.lines.at(-1)?.fields['client']).toBe('checkout');
    stage.understudy.apply(stage.document);
  });

  it('cancels the upstream call of a client that leaves', async () => {
    stage.lead.setDefault({ kind: 'stall', afterChunks: 1 });
    const url = await serve((app, understudy) => void app.use(express.json(), understudy.expressMiddleware()));
    const left = new Exchange(url + CHAT, { body: { ...chat, stream: true } });
    await left.reads('Hello');
    left.leave();
    await stage.lead.waitFor((call) => call.outcome === 'client_closed');
    expect(stage.second.callCount).toBe(0);
  });

  it('tells nothing of its own mistakes but that there was one', async () => {
    const client = (): string => {
      throw new Error('the secret of the application');
    };
    const url = await serve((app, understudy) => void app.use(understudy.expressMiddleware({ client })));
    const answer = await exchange(url + CHAT, { body: chat });
    expect([answer.status, answer.json()]).toMatchObject([500, { error: { code: 'internal_error' } }]);
    expect(answer.text).not.toContain('secret');
    expect(stage.log.said).toEqual(['error: a request failed by a mistake of Understudy']);
  });
});
