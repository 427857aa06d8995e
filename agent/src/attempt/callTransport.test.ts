import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import zlib from 'node:zlib';
import { Cancel, type CallOutcome } from '../engine/index.ts';
import { CallerUnderTest, requestFor, stepFor } from './testkit/callerUnderTest.ts';
import { ProviderServer } from './testkit/providerServer.ts';
import type { Translator, TranslatorTransport } from './translator.ts';

let provider: ProviderServer;

beforeEach(async () => {
  provider = await ProviderServer.start();
});

afterEach(() => provider.close());

const CANCELLED: CallOutcome = { kind: 'cancelled', sent: false };

/** Makes a translated call whose translator does this with its transport. */
async function translated<T>(
  work: (transport: TranslatorTransport, under: CallerUnderTest) => Promise<T>,
  { cancel = new Cancel(), stream = false, limit = 1_000_000 } = {},
): Promise<T> {
  let result: T | undefined;
  const translator: Translator = {
    unsupported: () => null,
    async call(_call, _account, transport) {
      result = await work(transport, under);
      transport.timers.stop();
      return CANCELLED;
    },
  };
  const under: CallerUnderTest = new CallerUnderTest({
    baseUrl: `${provider.origin}/v1beta`,
    dialect: 'google',
    translator,
    limits: { maxAnswerBytes: limit, maxHeadBytes: 1_000 },
    account: { headers: { 'X-Team': 'blue' } },
  });
  expect(await under.call({ cancel, json: { stream } })).toBe(CANCELLED);
  await under.pools.destroy();
  return result as T;
}

const post = (transport: TranslatorTransport, init: RequestInit = {}) =>
  transport.fetch(`${provider.origin}/v1beta/models/x:generate?alt=sse`, {
    method: 'POST',
    body: '{"a":1}',
    headers: { 'x-goog-api-key': 'k' },
    ...init,
  });

const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('the fetch of a translated call', () => {
  it('answers a Response, decoded, with the headers of the account sent', async () => {
    provider.respond((response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'retry-after': '3' });
      response.end(zlib.gzipSync('{"b":2}'));
    });
    await translated(async (transport) => {
      const response = await post(transport);
      expect(response.status).toBe(201);
      expect(response.headers.get('retry-after')).toBe('3');
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(await response.json()).toEqual({ b: 2 });
    });
    expect(provider.calls[0]).toMatchObject({
      method: 'POST',
      path: '/v1beta/models/x:generate?alt=sse',
      body: '{"a":1}',
      headers: { 'x-goog-api-key': 'k', 'x-team': 'blue', 'x-request-id': 'req-1', 'accept-encoding': 'identity' },
    });
  });

  it('answers without a body', async () => {
    provider.respond((response) => void response.writeHead(204).end());
    await translated(async (transport) => {
      expect(await (await post(transport)).text()).toBe('');
    });
  });

  it('takes the credential nowhere else', async () => {
    const error = await translated((transport) =>
      thrown(transport.fetch('http://elsewhere.test/', { method: 'POST' })),
    );
    expect(String(error)).toContain('only the origin of the provider');
    expect(provider.calls).toHaveLength(0);
  });

  it('reads a body at the pace of its reader', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(100_000, 'x');
    provider.respond((response) => {
      const fill = (): void => {
        while (sent < 100) {
          sent++;
          if (!response.write(chunk)) {
            response.once('drain', fill);
            return;
          }
        }
        response.end();
      };
      fill();
    });
    await translated(
      async (transport) => {
        const response = await post(transport);
        for (let turn = 0; turn < 300; turn++) await new Promise((resolve) => setImmediate(resolve));
        expect(sent).toBeLessThan(100);
        expect((await response.arrayBuffer()).byteLength).toBe(chunk.length * 100);
      },
      { stream: true },
    );
  });

  it('stops when its reader gives up, and when its own signal says so', async () => {
    let hungUp: Promise<void> = Promise.resolve();
    provider.respond((response) => {
      hungUp = new Promise((resolve) => response.on('close', resolve));
      response.writeHead(200).write('x');
    });
    await translated(async (transport) => {
      await (await post(transport)).body?.cancel();
      await hungUp;
      const controller = new AbortController();
      const response = await post(transport, { signal: controller.signal });
      const text = thrown(response.text());
      controller.abort(new Error('enough'));
      expect(String(await text)).toContain('enough');
      await hungUp;
      expect(String(await thrown(post(transport, { signal: controller.signal })))).toContain('enough');
    });
  });
});

describe('what ended a translated call', () => {
  it('is the network, wherever in the causes it stands', async () => {
    provider.respond((response) => void response.socket?.destroy());
    await translated(async (transport) => {
      const error = new Error('library', { cause: new Error('wrapper', { cause: await thrown(post(transport)) }) });
      expect(transport.classifyNetworkFault(error)).toMatchObject({
        kind: 'failure',
        trigger: 'connection',
        replay: 'uncertain',
      });
    });
  });

  it('is a body that is cut', async () => {
    provider.respond((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket?.destroy());
    });
    await translated(async (transport) => {
      const error = await thrown((await post(transport)).text());
      expect(transport.classifyNetworkFault(error)).toMatchObject({ trigger: 'connection' });
    });
  });

  it('is a whole answer that is too large', async () => {
    provider.respond((response) => void response.end(Buffer.alloc(5_000)));
    await translated(
      async (transport) => {
        const error = await thrown((await post(transport)).arrayBuffer());
        expect(transport.classifyNetworkFault(error)).toMatchObject({ trigger: 'invalid_response' });
      },
      { limit: 1_000 },
    );
  });

  it('is one of our timers, in the body too', async () => {
    provider.respond((response) => void response.writeHead(200).write('x'));
    await translated(async (transport, under) => {
      const response = await post(transport);
      const text = thrown(response.text());
      await under.clock.advance(120_000);
      expect(transport.classifyNetworkFault(await text)).toMatchObject({
        trigger: 'timeout',
        ownTimer: true,
        replay: 'uncertain',
      });
    });
  });

  it('is the cancel', async () => {
    const cancel = new Cancel();
    const arrived = provider.arrival();
    provider.respond(() => undefined);
    await translated(
      async (transport) => {
        const error = thrown(post(transport));
        await arrived;
        cancel.cancel('client');
        expect(transport.classifyNetworkFault(await error)).toEqual({ kind: 'cancelled', sent: true });
        expect(transport.classifyNetworkFault(await thrown(post(transport)))).toEqual({
          kind: 'cancelled',
          sent: true,
        });
      },
      { cancel },
    );
  });

  it("is the translator's to say where it was none of these", async () => {
    await translated(async (transport) => {
      expect(transport.classifyNetworkFault(new Error('no such model'))).toBeNull();
      expect(transport.classifyNetworkFault('text')).toBeNull();
      expect(transport.scrubSecrets('key-123456 sk-abcdefgh')).toBe('[redacted] [redacted]');
    });
  });

  it('is our giving up', async () => {
    provider.respond((response) => void response.writeHead(200).write('x'));
    await translated(async (transport) => {
      transport.abort();
      const response = await post(transport);
      const text = thrown(response.text());
      transport.abort();
      expect(String(await text)).toContain('not wanted any more');
    });
  });
});

describe('what a step cannot carry', () => {
  it('is asked of the translator only where the dialect does not speak the API', () => {
    const under = new CallerUnderTest({ baseUrl: provider.origin });
    expect(under.caller.unsupported(requestFor({}), stepFor('openai'))).toBeNull();
    expect(under.caller.unsupported(requestFor({}), stepFor('google'))).toBe('no translation in this test');
    expect(under.caller.unsupported(requestFor({ api: 'messages' }), stepFor('anthropic'))).toBeNull();
    expect(under.caller.unsupported(requestFor({ api: 'messages' }), stepFor('openai'))).toBe(
      'no translation in this test',
    );
  });
});
