import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { Exchange } from '../kit/exchange.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { KIND, OtlpReceiver, STATUS } from './otlpReceiver.ts';
import { ask, CLIENT_KEY, COLLECTOR_SECRET, PROMPT, startTraced, tracedDocument } from './tracedAgent.ts';

const LIMIT_MS = 60_000;
const TRACE = 'ab'.repeat(16);
const PARENT = 'cd'.repeat(8);
const TRACEPARENT = `00-${TRACE}-${PARENT}-01`;

let sims: SimTrio;
let receiver: OtlpReceiver;
let shop: Workshop;
let agent: AgentProcess;

beforeAll(async () => {
  sims = await startSimTrio();
  receiver = await new OtlpReceiver().listen();
  shop = await openWorkshop();
  const env = { OTEL_SERVICE_NAME: 'checkout-llm', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' };
  agent = await startTraced(shop, tracedDocument(sims), receiver, { env });
}, LIMIT_MS);
afterEach(() => {
  sims.reset();
  receiver.reset();
});
afterAll(async () => {
  await shop.close();
  await receiver.close();
  await sims.close();
}, LIMIT_MS);

/** The request lines of the log. */
function logged(requestId: string): Record<string, unknown> | undefined {
  const lines = agent.stdout.split('\n').filter((line) => line.includes(requestId) && line.includes('"request"'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)[0];
}

describe('a request that the primary answers', () => {
  it('is a span with one call below it, in the trace of its caller', async () => {
    const { id, status } = await ask(agent, { headers: { traceparent: TRACEPARENT, tracestate: 'vendor=1' } });
    const { root, calls } = await receiver.requestOf(id);
    expect(status).toBe(200);
    expect(root).toMatchObject({ traceId: TRACE, parentId: PARENT, kind: KIND.server, name: 'chat lead' });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ traceId: TRACE, kind: KIND.client, name: 'chat lead-up', status: STATUS.unset });
    expect(calls[0]?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'lead-up',
      'gen_ai.original.model': 'lead',
      'gen_ai.response.finish_reasons': ['stop'],
      'server.address': '127.0.0.1',
      'server.port': sims.lead.port,
    });
    const { promptTokens, completionTokens } = sims.lead.calls[0] ?? {};
    expect(calls[0]?.attributes['gen_ai.usage.input_tokens']).toBe(promptTokens);
    expect(calls[0]?.attributes['gen_ai.usage.output_tokens']).toBe(completionTokens);
    expect(typeof calls[0]?.attributes['gen_ai.response.model']).toBe('string');
    expect(root.startedAt).toBeLessThanOrEqual(calls[0]?.startedAt ?? 0);
    expect(root.endedAt).toBeGreaterThanOrEqual(calls[0]?.endedAt ?? Infinity);
  });

  it('begins a trace where the caller has none, and the log line leads to it', async () => {
    const { id } = await ask(agent);
    const { root } = await receiver.requestOf(id);
    expect(root.parentId).toBeNull();
    const line = await until('its log line', () => logged(id));
    expect(line).toMatchObject({ trace_id: root.traceId, span_id: root.spanId });
  });

  it('comes from a service that has the name and the attributes of the environment', async () => {
    const { id } = await ask(agent);
    await receiver.requestOf(id);
    expect(receiver.resource).toMatchObject({
      'service.name': 'checkout-llm',
      'deployment.environment.name': 'test',
      'understudy.group': 'default',
    });
    expect(receiver.exports[0]).toMatchObject({ path: '/v1/traces', headers: { 'x-collector-key': COLLECTOR_SECRET } });
  });

  it('is not sent where the caller does not keep the trace; its id is in the log all the same', async () => {
    const { id } = await ask(agent, { headers: { traceparent: `00-${TRACE}-${PARENT}-00` } });
    const { id: next } = await ask(agent);
    await receiver.requestOf(next);
    expect(receiver.spans.filter(({ attributes }) => attributes['understudy.request_id'] === id)).toEqual([]);
    expect(await until('its log line', () => logged(id))).toMatchObject({ trace_id: TRACE });
  });
});

describe('a chain', () => {
  it('is one span a call, with the wait and the moves between them as events', async () => {
    sims.lead.setDefault({ kind: 'error', error: 'server_error' });
    sims.second.setDefault({ kind: 'error', error: 'rate_limit' });
    const { id, status } = await ask(agent);
    const { root, calls } = await receiver.requestOf(id);
    expect(status).toBe(200);
    expect(calls.map(({ name, status: code, attributes }) => [name, code, attributes['error.type'] ?? null])).toEqual([
      ['chat lead-up', STATUS.error, 'server_error'],
      ['chat lead-up', STATUS.error, 'server_error'],
      ['chat second-up', STATUS.error, 'rate_limit'],
      ['chat third-up', STATUS.unset, null],
    ]);
    expect(calls[3]?.attributes).toMatchObject({ 'gen_ai.provider.name': 'anthropic', 'understudy.position': 2 });
    expect(root.events.map(({ name, attributes }) => [name, attributes['understudy.reason']])).toEqual([
      ['understudy.wait', 'server_error'],
      ['understudy.fallback', 'server_error'],
      ['understudy.fallback', 'rate_limit'],
    ]);
    expect(root).toMatchObject({ status: STATUS.unset });
    expect(root.attributes).toMatchObject({
      'understudy.route': 'fallback',
      'understudy.outcome': 'success',
      'understudy.served_model': 'third',
      'understudy.trigger': 'server_error',
      'understudy.client': 'shop',
    });
  });

  it('in which every model fails is an error', async () => {
    for (const sim of sims.all) sim.setDefault({ kind: 'error', error: 'rate_limit' });
    const { id, status } = await ask(agent);
    const { root, calls } = await receiver.requestOf(id);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(calls).toHaveLength(3);
    expect(root).toMatchObject({ status: STATUS.error });
    expect(root.attributes).toMatchObject({ 'understudy.exhausted': true, 'error.type': 'rate_limit' });
  });

  it("tells a local provider of its parent, and a third party's of nothing", async () => {
    sims.lead.setDefault({ kind: 'error', error: 'rate_limit' });
    const { id } = await ask(agent, { headers: { traceparent: TRACEPARENT } });
    const { calls } = await receiver.requestOf(id);
    expect(sims.lead.calls[0]?.headers['traceparent']).toBeUndefined();
    expect(sims.second.calls[0]?.headers['traceparent']).toBe(`00-${TRACE}-${calls[1]?.spanId}-01`);
  });
});

describe('a stream', () => {
  it('ends its spans with its last byte, and knows the first one', async () => {
    sims.lead.setDefault({ kind: 'ok', tokens: 20, chunkDelayMs: 5 });
    const { id, text } = await ask(agent, { stream: true });
    const { root, calls } = await receiver.requestOf(id);
    expect(text).toContain('[DONE]');
    expect(calls[0]?.attributes).toMatchObject({ 'gen_ai.request.stream': true, 'gen_ai.usage.output_tokens': 20 });
    const first = Number(calls[0]?.attributes['gen_ai.response.time_to_first_chunk']) * 1_000;
    expect(first).toBeGreaterThan(0);
    expect(root.endedAt - root.startedAt).toBeGreaterThan(first);
    expect(calls[0]?.attributes['gen_ai.response.finish_reasons']).toEqual(['stop']);
  });

  it('that breaks is an error of request and call', async () => {
    sims.lead.setDefault({ kind: 'cut', tokens: 20, afterChunks: 3 });
    const { id } = await ask(agent, { stream: true });
    const { root, calls } = await receiver.requestOf(id);
    expect([root.status, calls[0]?.status]).toEqual([STATUS.error, STATUS.error]);
    expect(calls[0]?.attributes).toMatchObject({ 'understudy.interrupted': true, 'error.type': 'connection' });
  });

  it('that the client leaves is no error', async () => {
    sims.lead.setDefault({ kind: 'ok', tokens: 500, chunkDelayMs: 20 });
    const client = new Exchange(`${agent.url}/v1/chat/completions`, {
      headers: { authorization: `Bearer ${CLIENT_KEY}` },
      body: { model: 'lead', stream: true, messages: [{ role: 'user', content: PROMPT }] },
    });
    await client.reads('data:');
    const { 'x-understudy-request-id': id } = (await client.head()).headers;
    client.leave();
    const { root, calls } = await receiver.requestOf(String(id));
    expect([root.status, calls[0]?.status]).toEqual([STATUS.unset, STATUS.unset]);
    expect(root.attributes).toMatchObject({ 'understudy.outcome': 'cancelled', 'understudy.disconnect': 'streaming' });
  });
});

describe('a request that is refused', () => {
  it('is one span, in the trace of its caller', async () => {
    const { id, status } = await ask(agent, { key: 'sk-canary-wrong-key', headers: { traceparent: TRACEPARENT } });
    const { root, calls } = await receiver.requestOf(id);
    expect(status).toBe(401);
    expect(calls).toEqual([]);
    expect(root).toMatchObject({ name: 'chat', traceId: TRACE, parentId: PARENT, status: STATUS.unset });
    expect(root.attributes).toMatchObject({ 'understudy.outcome': 'rejected', 'understudy.rejection': 'auth' });
  });
});

describe('a drill', () => {
  it('leaves no span', async () => {
    const response = await fetch(`${agent.controlUrl}/api/v1/drills`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'lead', failure: 'rate_limit' }),
    });
    expect(response.status).toBe(200);
    const { id } = await ask(agent);
    await receiver.requestOf(id);
    expect(receiver.spans).toHaveLength(2);
  });
});

describe('secrets and prompts', () => {
  it('are in no span and no line of the log', async () => {
    sims.lead.setDefault({ kind: 'error', error: 'rate_limit', message: `you said ${PROMPT}` });
    const { id } = await ask(agent);
    await receiver.requestOf(id);
    await until('its log line', () => logged(id));
    for (const text of [receiver.text, agent.stdout, agent.stderr]) expect(text).not.toContain('canary');
  });
});
