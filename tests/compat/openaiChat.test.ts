import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources';
import { collect } from '../sim/collect.ts';
import { FELL_BACK, LEAD, setStage, STAGES, type Stage } from './compatStage.ts';
import { SAMPLE_CITY, WEATHER } from './weather.ts';

const hello: ChatCompletionMessageParam[] = [
  { role: 'system', content: 'be kind' },
  { role: 'user', content: 'hi there' },
];

const tools = [
  {
    type: 'function' as const,
    function: { name: WEATHER.name, description: WEATHER.description, parameters: WEATHER.schema },
  },
];

describe.each(STAGES)('the openai client by %s, %s failing over to %s', (way, primary, fallback) => {
  let stage: Stage;
  let client: OpenAI;

  beforeAll(async () => {
    stage = await setStage(way, [primary, fallback]);
    const { origin, fetch } = stage.setup;
    client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'client-key', fetch });
  });
  beforeEach(() => {
    stage.reset();
    stage.primaryFails();
  });
  afterAll(() => stage.close());

  const greeting = (): string => `Hello from ${stage.secondUpstream}. You said: hi there`;

  it('chats', async () => {
    stage.second.setDefault({ kind: 'ok', usage: { prompt: 21, completion: 7 } });
    const { data, response } = await client.chat.completions.create({ model: LEAD, messages: hello }).withResponse();
    expect(data.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { role: 'assistant', content: greeting() },
    });
    expect(data.usage).toMatchObject({ prompt_tokens: 21, completion_tokens: 7, total_tokens: 28 });
    expect(Object.fromEntries(response.headers)).toMatchObject({ ...FELL_BACK, 'x-understudy-trigger': 'timeout' });
    const { failed, answered } = stage.fellBackOnce();
    expect([failed.model, failed.status]).toEqual([stage.leadUpstream, 503]);
    expect([answered.model, answered.dialect, answered.status]).toEqual([stage.secondUpstream, fallback, 200]);
    expect(JSON.stringify(answered.body)).toContain('be kind');
    expect(JSON.stringify(answered.headers)).not.toContain('client-key');
  });

  it('streams, with usage where it asks for it', async () => {
    const { data, response } = await client.chat.completions
      .create({ model: LEAD, messages: hello, stream: true, stream_options: { include_usage: true } })
      .withResponse();
    const chunks = await collect(data);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(greeting());
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: expect.any(Number) } });
    expect(Object.fromEntries(response.headers)).toMatchObject(FELL_BACK);
    expect(stage.fellBackOnce().answered.stream).toBe(true);
  });

  it('streams without a usage chunk where it does not ask for one', async () => {
    const stream = await client.chat.completions.create({ model: LEAD, messages: hello, stream: true });
    const chunks = await collect(stream);
    expect(chunks.every((chunk) => chunk.choices.length === 1)).toBe(true);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });

  it('falls back when the stream of the primary breaks before its first content', async () => {
    stage.primaryFails({ kind: 'stream_error', role: true });
    const final = await client.chat.completions.stream({ model: LEAD, messages: hello }).finalChatCompletion();
    expect(final.choices[0]?.message.content).toBe(greeting());
    stage.fellBackOnce();
  });

  it.each([false, true])('calls a tool and hands its result back (streamed: %s)', async (streamed) => {
    const ask = async (messages: ChatCompletionMessageParam[]) => {
      const body = { model: LEAD, messages, tools };
      if (!streamed) return client.chat.completions.create(body);
      return client.chat.completions.stream(body).finalChatCompletion();
    };
    const question: ChatCompletionMessageParam = { role: 'user', content: 'call get_weather' };
    const asked = (await ask([question])).choices[0]!;
    expect(asked.finish_reason).toBe('tool_calls');
    const call = asked.message.tool_calls?.[0];
    if (call?.type !== 'function') throw new Error('no function was called');
    expect([call.function.name, JSON.parse(call.function.arguments)]).toEqual([WEATHER.name, SAMPLE_CITY]);
    stage.fellBackOnce();
    stage.reset();
    stage.primaryFails();
    const result = { role: 'tool' as const, tool_call_id: call.id, content: 'sunny over Oslo' };
    const told = (await ask([question, asked.message, result])).choices[0]!;
    expect(told.finish_reason).toBe('stop');
    expect(told.message.content).toContain('Hello from');
    expect(JSON.stringify(stage.fellBackOnce().answered.body)).toContain('sunny over Oslo');
  });

  it('gets JSON of a schema', async () => {
    const { name, schema } = WEATHER;
    const answer = await client.chat.completions.parse({
      model: LEAD,
      messages: hello,
      response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } },
    });
    expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual(SAMPLE_CITY);
    expect(JSON.stringify(stage.fellBackOnce().answered.body)).toContain('"city"');
  });

  it('shows a picture', async () => {
    const url = `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==`;
    const content = [
      { type: 'text' as const, text: 'what is it?' },
      { type: 'image_url' as const, image_url: { url } },
    ];
    const answer = await client.chat.completions.create({ model: LEAD, messages: [{ role: 'user', content }] });
    expect(answer.choices[0]?.message.content).toContain('what is it?');
    expect(JSON.stringify(stage.fellBackOnce().answered.body)).toContain('iVBORw0KGgo');
  });
});
