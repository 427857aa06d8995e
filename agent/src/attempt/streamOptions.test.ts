import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../engine/index.ts';
import { CallerUnderTest } from './testkit/callerUnderTest.ts';
import { CollectingSink, pump } from './testkit/collectingSink.ts';
import { ProviderServer } from './testkit/providerServer.ts';
import { delta, SSE, STOP } from './testkit/streamEvents.ts';

let provider: ProviderServer;
let under: CallerUnderTest;
let sink: CollectingSink;

beforeEach(async () => {
  provider = await ProviderServer.start();
  under = new CallerUnderTest({ baseUrl: `${provider.origin}/v1` });
  sink = new CollectingSink();
});

afterEach(async () => {
  await under.pools.destroy();
  await provider.close();
});

const sentBody = (at = 0) => JSON.parse(provider.calls[at]?.body ?? 'null') as JsonObject;

describe('a server that knows no stream_options', () => {
  const refuse = (response: ServerResponse) =>
    void response
      .writeHead(400, { 'content-type': 'application/json' })
      .end('{"error":{"message":"Unrecognized request argument: stream_options"}}');

  it('is asked again at once without them, and never again with them', async () => {
    provider.respond((response, { body }) => {
      if (body.includes('stream_options')) refuse(response);
      else response.writeHead(200, SSE).end(delta({ content: 'a' }) + STOP);
    });
    expect(await pump(await under.stream(), sink)).toMatchObject({ kind: 'complete', usage: null });
    expect(provider.calls).toHaveLength(2);
    await pump(await under.stream(), sink);
    expect(provider.calls).toHaveLength(3);
    expect(sentBody(2)).toEqual({ model: 'up-model', stream: true });
  });

  it('is asked again once only', async () => {
    provider.respond(refuse);
    expect((await under.stream()).kind).toBe('client_error');
    expect(provider.calls).toHaveLength(2);
  });

  it("tells the client where the client's own wish was refused", async () => {
    provider.respond(refuse);
    expect((await under.stream({ json: { stream_options: { include_usage: true } } })).kind).toBe('client_error');
    expect(provider.calls).toHaveLength(1);
  });
});
