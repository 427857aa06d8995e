import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Cancel, type CallOutcome } from '../engine/index.ts';
import { CallerUnderTest } from './testkit/callerUnderTest.ts';
import { ProviderServer } from './testkit/providerServer.ts';
import { begins, delta, DONE, event, hangUp, ROLE, SSE, STOP, streams } from './testkit/streamEvents.ts';

let provider: ProviderServer;
let under: CallerUnderTest;

beforeEach(async () => {
  provider = await ProviderServer.start();
  under = new CallerUnderTest({ baseUrl: `${provider.origin}/v1` });
});

afterEach(async () => {
  await under.pools.destroy();
  await provider.close();
});

const stream = (...pieces: readonly string[]) => streams(provider, pieces);
const begin = (text: string) => begins(provider, text);

function failed(outcome: CallOutcome) {
  if (outcome.kind !== 'failure') throw new Error(`a failure was expected, not ${outcome.kind}`);
  return outcome;
}

describe('a stream before its commit', () => {
  it.each([
    ['no byte', [], 'empty_response'],
    ['[DONE] alone', [DONE], 'empty_response'],
    ['a finish without content', [ROLE, STOP, DONE], 'empty_response'],
    ['a filtered finish', [ROLE, delta({}, 'content_filter'), DONE], 'content_policy'],
    ['a role and no more', [ROLE], 'connection'],
    ['an event that is no JSON', [ROLE, 'data: {"choi\n\n', delta({ content: 'a' })], 'invalid_response'],
    [
      'an overload reported in-band',
      [ROLE, event({ error: { type: 'overloaded_error', message: 'x' } })],
      'server_error',
    ],
    ['a rate limit reported in-band', [event({ error: { code: 429, message: 'x' } }), DONE], 'rate_limit'],
    [
      'an event named error',
      [`event: error\n${event({ message: 'x', code: 'context_length_exceeded' })}`],
      'context_window',
    ],
  ])('fails with %s', async (_name, pieces, trigger) => {
    stream(...pieces);
    expect(failed(await under.stream())).toMatchObject({ trigger, ownTimer: false });
    expect(under.clock.waits).toEqual([]);
  });

  it('gives an in-band error the status and shape of the API', async () => {
    stream(ROLE, event({ error: { type: 'overloaded_error', message: 'try later' } }));
    const { said } = failed(await under.stream());
    expect(said).toMatchObject({ status: 529, contentType: 'application/json' });
    expect(JSON.parse(said?.body.toString() ?? '')).toEqual({
      error: { type: 'overloaded_error', message: 'try later' },
    });
  });

  it("returns a mistake of the client's that came in-band", async () => {
    stream(event({ error: { type: 'invalid_request_error', message: 'bad' } }));
    expect(await under.stream()).toMatchObject({
      kind: 'client_error',
      status: 400,
      headers: { 'content-type': 'application/json' },
    });
  });

  it('fails when it breaks', async () => {
    const response = begin(ROLE);
    const call = under.stream();
    (await response).socket?.destroy();
    expect(failed(await call)).toMatchObject({ trigger: 'connection', replay: 'uncertain' });
  });

  it('fails by our own timer when its first content is late, whatever keeps it alive', async () => {
    const response = begin(ROLE);
    const call = under.stream();
    const kept = await response;
    await under.clock.advance(29_000);
    kept.write(': keep-alive\n\n');
    await under.clock.advance(1_000);
    expect(failed(await call)).toMatchObject({ trigger: 'timeout', ownTimer: true, replay: 'uncertain' });
  });

  it('fails by the attempt timer, which rules a stream until its commit', async () => {
    const response = begin(ROLE);
    const call = under.stream({ deadlines: { attemptMs: 1_000 } });
    await response;
    await under.clock.advance(1_000);
    expect(failed(await call)).toMatchObject({ trigger: 'timeout', ownTimer: true });
  });

  it('may not bring more than a bounded head', async () => {
    under = new CallerUnderTest({ baseUrl: provider.origin, limits: { maxAnswerBytes: 1e6, maxHeadBytes: 2_000 } });
    provider.respond((response) => {
      response.writeHead(200, SSE);
      const timer = setInterval(() => response.write(`: ${'keep-alive '.repeat(50)}\n\n`), 0);
      response.on('close', () => clearInterval(timer));
    });
    expect(failed(await under.stream())).toMatchObject({ trigger: 'invalid_response' });
  });

  it('fails where a whole body came instead, and by its error where that is one', async () => {
    provider.respond(
      (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"choices":[{"message":{"content":"a"}}]}'),
    );
    expect(failed(await under.stream())).toMatchObject({ trigger: 'invalid_response' });
    provider.respond(
      (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"error":{"code":"insufficient_quota"}}'),
    );
    expect(failed(await under.stream())).toMatchObject({ trigger: 'quota' });
    provider.respond((response) => void response.writeHead(503).end('busy'));
    expect(failed(await under.stream())).toMatchObject({ trigger: 'timeout', said: { status: 503 } });
  });

  it('is called off with the connection closed', async () => {
    const response = begin(ROLE);
    const cancel = new Cancel();
    const call = under.stream({ cancel });
    const hungUp = hangUp(response);
    await response;
    cancel.cancel('client');
    expect(await call).toEqual({ kind: 'cancelled', sent: true });
    await hungUp;
  });
});
