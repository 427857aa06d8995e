import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialectName } from '@understudy/contract';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { inBandErrors } from '../kit/clientApi.ts';
import { exchange } from '../kit/exchange.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { answerOf, ask, startFaultAgent, textOf, understudyHeaders } from './faultAgent.ts';

const MODES = [
  ['stream', true],
  ['whole', false],
] as const;

let sims: SimTrio;
let agent: AgentInProcess;
beforeAll(async () => {
  sims = await startSimTrio();
});
afterEach(async () => {
  await agent.close();
  sims.reset();
});
afterAll(() => sims.close());

describe.each<[DialectName]>([['openai'], ['anthropic'], ['google']])('a compressed answer of %s', (dialect) => {
  describe.each(MODES)('%s', (_mode, stream) => {
    it.each(['gzip', 'br', 'deflate'] as const)('in %s is read and handed on plain', async (encoding) => {
      sims.lead.script('lead-up', [{ kind: 'ok', encoding }]);
      agent = await startFaultAgent(sims, { dialects: [dialect] });

      const transcript = await ask(agent, { stream });

      expect(textOf(transcript, { stream })).toBe(answerOf('lead'));
      expect(transcript.headers).not.toHaveProperty('content-encoding');
      expect(await agent.book.ended(1)).toMatchObject({ outcome: 'success', usage: { estimated: false } });
    });
  });
});

describe.each(MODES)('an answer that only looks like a fault, %s', (_mode, stream) => {
  it.each([
    ['tokens that all went into reasoning', { kind: 'reasoning_exhausted' }],
    ['a refusal', { kind: 'refusal' }],
    ['a tool call without text', { kind: 'ok', toolCall: { name: 'look', arguments: { at: 'sky' } } }],
    ['an answer a few bytes at a time', { kind: 'trickle', bytes: 7, everyMs: 1 }],
    ['a body of unknown length', { kind: 'ok', chunked: true }],
  ] as const)('%s', async (_name, behaviour) => {
    sims.lead.script('lead-up', [behaviour], { repeat: 'last' });
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent, { stream });

    expect(transcript.status).toBe(200);
    expect(understudyHeaders(transcript)).toMatchObject({ fallback: 'false', attempts: '1' });
    expect(inBandErrors('chat', stream ? transcript : { ...transcript, events: [] }).count).toBe(0);
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'success' });
  });
});

describe('what a client sends', () => {
  const BODY =
    '{"model" : "lead","messages":[{"role":"user","content":"h\\u00e9 \\ud83d\\ude00"}], "vendor_ext":{"a":[1.0,1e2,{"b":null}]},\n "seed":12345678901234567890,"stop":null}';

  it('goes upstream byte for byte but for the model', async () => {
    agent = await startFaultAgent(sims);

    const transcript = await exchange(`${agent.url}/v1/chat/completions`, { body: BODY });

    expect(transcript.status).toBe(200);
    expect(sims.lead.calls[0]?.rawBody.toString()).toBe(BODY.replace('"lead"', '"lead-up"'));
  });

  it('goes on to a fallback of the same dialect just so', async () => {
    sims.lead.script('lead-up', [{ kind: 'error', error: 'server_error' }]);
    agent = await startFaultAgent(sims);

    await exchange(`${agent.url}/v1/chat/completions`, { body: BODY });

    expect(sims.second.calls[0]?.rawBody.toString()).toBe(BODY.replace('"lead"', '"second-up"'));
  });

  it('has stream_options.include_usage spliced in for a stream, whose extra chunk is taken out again', async () => {
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent, { stream: true });

    expect(sims.lead.calls[0]?.body).toMatchObject({ stream_options: { include_usage: true } });
    expect(transcript.text).not.toContain('"prompt_tokens"');
    expect(await agent.book.ended(1)).toMatchObject({ usage: { estimated: false } });
  });
});

describe('what a provider answers', () => {
  const BODY =
    '{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":"hi","odd":1.50},"finish_reason":"stop"}] ,"vendor":{"é":[]}}';

  it('comes back byte for byte, headers of the connection left out', async () => {
    const headers = {
      'content-type': 'application/json',
      'x-vendor': 'kept',
      'set-cookie': 'a=b',
      'strict-transport-security': 'x',
    };
    sims.lead.script('lead-up', [{ kind: 'status', status: 200, body: BODY, headers }]);
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent);

    expect(transcript.text).toBe(BODY);
    expect(transcript.headers).toMatchObject({ 'x-vendor': 'kept', 'x-understudy-served-model': 'lead' });
    expect(transcript.headers).not.toHaveProperty('set-cookie');
    expect(transcript.headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('headers', () => {
  const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const SENT = {
    authorization: 'Bearer client-secret-1',
    'x-api-key': 'client-secret-2',
    cookie: 'session=client-secret-3',
    'x-forwarded-for': '10.0.0.7',
    'openai-organization': 'org-of-the-client',
    'x-understudy-client': 'checkout',
    'x-understudy-tags': 'a,b',
    traceparent: TRACE,
    'openai-beta': 'assistants=v2',
  };

  it.each<[DialectName]>([['openai'], ['anthropic'], ['google']])(
    'of a client: %s sees the trace, never a key, cookie, address or account',
    async (dialect) => {
      agent = await startFaultAgent(sims, { dialects: [dialect] });

      const transcript = await ask(agent, { headers: SENT });

      const [call] = sims.lead.calls;
      expect(call?.headers.traceparent).toBe(TRACE);
      expect(JSON.stringify(call?.headers)).not.toContain('client-secret');
      for (const name of [
        'cookie',
        'x-forwarded-for',
        'openai-organization',
        'x-understudy-client',
        'x-understudy-tags',
      ]) {
        expect(call?.headers).not.toHaveProperty(name);
      }
      expect(JSON.stringify(call?.headers)).toContain('sk-canary-lead-0123456789abcdef');
      expect(transcript.headers['x-understudy-request-id']).toMatch(/^req_/);
      const record = await agent.book.ended(1);
      expect(record).toMatchObject({ client: 'checkout', tags: ['a', 'b'], trace: { traceId: TRACE.split('-')[1] } });
      expect(record.id).toBe(transcript.headers['x-understudy-request-id']);
    },
  );

  it('turn the fallbacks off, or name others', async () => {
    sims.lead.setDefault({ kind: 'error', error: 'server_error' });
    agent = await startFaultAgent(sims);

    expect((await ask(agent, { headers: { 'x-understudy-fallbacks': 'off' } })).status).toBe(500);
    expect(sims.second.calls).toHaveLength(0);
    const named = await ask(agent, { headers: { 'x-understudy-fallbacks': 'third' } });
    expect(textOf(named, {})).toBe(answerOf('third'));
    const unknown = await ask(agent, { headers: { 'x-understudy-fallbacks': 'nobody' } });
    expect(unknown.status).toBe(400);
    expect(unknown.json()).toMatchObject({ error: { param: 'x-understudy-fallbacks' } });
  });

  it('lower the deadline of the whole request', async () => {
    sims.lead.setDefault({ kind: 'hang' });
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent, { headers: { 'x-understudy-timeout-ms': '10000' } });

    expect(transcript.status).toBe(504);
    expect(transcript.json()).toMatchObject({ error: { code: 'upstream_timeout' } });
    expect(sims.second.calls).toHaveLength(0);
  });
});
