import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Anthropic from '@anthropic-ai/sdk';
import type { MessageParam } from '@anthropic-ai/sdk/resources';
import { collect } from '../sim/collect.ts';
import { FELL_BACK, LEAD, SECOND, setStage, STAGES, type Stage } from './compatStage.ts';
import { SAMPLE_CITY, WEATHER } from './weather.ts';

const tools = [{ name: WEATHER.name, description: WEATHER.description, input_schema: WEATHER.schema }];
const hello: MessageParam[] = [{ role: 'user', content: 'hi there' }];

describe.each(STAGES)('the Anthropic client by %s, %s failing over to %s', (way, primary, fallback) => {
  let stage: Stage;
  let client: Anthropic;

  beforeAll(async () => {
    stage = await setStage(way, [primary, fallback]);
    const { origin, fetch } = stage.setup;
    client = new Anthropic({ baseURL: origin, apiKey: 'client-key', fetch });
  });
  beforeEach(() => {
    stage.reset();
    stage.primaryFails({ kind: 'error', error: 'overloaded' });
  });
  afterAll(() => stage.close());

  const body = { model: LEAD, max_tokens: 100, system: 'be kind' };
  const greeting = (): string => `Hello from ${stage.secondUpstream}. You said: hi there`;

  it('gets a message', async () => {
    stage.second.setDefault({ kind: 'ok', usage: { prompt: 21, completion: 7 } });
    const { data, response } = await client.messages.create({ ...body, messages: hello }).withResponse();
    expect(data).toMatchObject({
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: greeting() }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 21, output_tokens: 7 },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...FELL_BACK,
      'x-understudy-trigger': 'server_error',
    });
    const { failed, answered } = stage.fellBackOnce();
    expect(failed.outcome).toBe('completed');
    expect([answered.dialect, answered.model]).toEqual([fallback, stage.secondUpstream]);
    expect(JSON.stringify(answered.body)).toContain('be kind');
    expect(JSON.stringify(answered.headers)).not.toContain('client-key');
  });

  it('streams with the helper, event by event', async () => {
    const types: string[] = [];
    const stream = client.messages.stream({ ...body, messages: hello });
    stream.on('streamEvent', ({ type }) => types.push(type));
    const final = await stream.finalMessage();
    expect(final.content).toMatchObject([{ type: 'text', text: greeting() }]);
    expect(final.stop_reason).toBe('end_turn');
    expect(final.usage.output_tokens).toBeGreaterThan(0);
    expect([types[0], types.at(-2), types.at(-1)]).toEqual(['message_start', 'message_delta', 'message_stop']);
    expect(stage.fellBackOnce().answered.stream).toBe(true);
  });

  it.each([false, true])('uses a tool and hands its result back (streamed: %s)', async (streamed) => {
    const ask = (messages: MessageParam[]) => {
      const request = { ...body, messages, tools };
      return streamed ? client.messages.stream(request).finalMessage() : client.messages.create(request);
    };
    const question: MessageParam = { role: 'user', content: 'call get_weather' };
    const asked = await ask([question]);
    expect(asked.stop_reason).toBe('tool_use');
    const use = asked.content.find((block) => block.type === 'tool_use');
    expect(use).toMatchObject({ name: WEATHER.name, input: SAMPLE_CITY });
    stage.fellBackOnce();
    stage.reset();
    stage.primaryFails();
    const result = { type: 'tool_result' as const, tool_use_id: use?.id ?? '', content: 'sunny over Oslo' };
    const told = await ask([
      question,
      { role: 'assistant', content: asked.content },
      { role: 'user', content: [result] },
    ]);
    expect(told.stop_reason).toBe('end_turn');
    expect(JSON.stringify(stage.fellBackOnce().answered.body)).toContain('sunny over Oslo');
  });

  it("falls back when the primary's stream breaks before its first content", async () => {
    stage.primaryFails({ kind: 'stream_error', role: true });
    const final = await client.messages.stream({ ...body, messages: hello }).finalMessage();
    expect(final.content).toMatchObject([{ type: 'text', text: greeting() }]);
    stage.fellBackOnce();
  });

  it('lists the configured models and retrieves one', async () => {
    const models = await collect(client.models.list());
    expect(models.map(({ id, type }) => [id, type])).toEqual([
      [LEAD, 'model'],
      [SECOND, 'model'],
    ]);
    expect(await client.models.retrieve(SECOND)).toMatchObject({ id: SECOND, type: 'model' });
  });
});
