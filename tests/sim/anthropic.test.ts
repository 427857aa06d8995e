import { createAnthropic } from '@ai-sdk/anthropic';
import Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import { type Sim, startSim } from './startSim.ts';

const messages = (content: string) => [{ role: 'user' as const, content }];
const tools = [
  { name: 'get_weather', input_schema: { type: 'object' as const, properties: { city: { type: 'string' } } } },
];

describe('the Anthropic dialect', () => {
  let sim: Sim;
  let client: Anthropic;

  beforeAll(async () => {
    sim = await startSim();
    client = new Anthropic({ baseURL: sim.url, apiKey: 'sk-ant-test', maxRetries: 0 });
  });
  beforeEach(() => sim.reset());
  afterAll(() => sim.close());

  it('answers a message with usage, the system text counted', async () => {
    const answer = await client.messages.create({
      model: 'claude-sim',
      max_tokens: 100,
      system: 'be kind!',
      messages: messages('hi there'),
    });
    expect(answer.content).toEqual([{ type: 'text', text: 'Hello from claude-sim. You said: hi there' }]);
    expect(answer.stop_reason).toBe('end_turn');
    expect(answer.usage).toMatchObject({ input_tokens: 4, output_tokens: 11, cache_read_input_tokens: 0 });
  });

  it('counts cached tokens apart from the input', async () => {
    sim.script('claude-sim', [{ kind: 'ok', usage: { prompt: 100, cached: 60 } }]);
    const answer = await client.messages.create({ model: 'claude-sim', max_tokens: 100, messages: messages('hi') });
    expect(answer.usage).toMatchObject({ input_tokens: 40, cache_read_input_tokens: 60 });
    expect(sim.calls[0]?.promptTokens).toBe(100);
  });

  it('streams a message in its events', async () => {
    const types: string[] = [];
    const stream = client.messages.stream({ model: 'claude-sim', max_tokens: 100, messages: messages('hi there') });
    stream.on('streamEvent', (event) => types.push(event.type));
    const final = await stream.finalMessage();
    expect(final.content).toMatchObject([{ type: 'text', text: 'Hello from claude-sim. You said: hi there' }]);
    expect(final.usage.output_tokens).toBe(11);
    expect([types[0], types[1], types.at(-3), types.at(-2), types.at(-1)]).toEqual([
      'message_start',
      'content_block_start',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
  });

  it('uses a tool, whole and streamed', async () => {
    const request = { model: 'claude-sim', max_tokens: 100, messages: messages('call get_weather'), tools };
    const whole = await client.messages.create(request);
    const streamed = await client.messages.stream(request).finalMessage();
    for (const answer of [whole, streamed]) {
      expect(answer.stop_reason).toBe('tool_use');
      expect(answer.content).toMatchObject([{ type: 'tool_use', name: 'get_weather', input: { city: 'sample city' } }]);
    }
  });

  it('thinks before it answers', async () => {
    sim.setDefault({ kind: 'ok', reasoning: 'Let me see.', text: 'Yes.' });
    const stream = client.messages.stream({ model: 'claude-sim', max_tokens: 100, messages: messages('hi') });
    expect((await stream.finalMessage()).content).toMatchObject([
      { type: 'thinking', thinking: 'Let me see.' },
      { type: 'text', text: 'Yes.' },
    ]);
  });

  it('refuses with a stop reason', async () => {
    sim.script('claude-sim', [{ kind: 'refusal' }, { kind: 'filtered' }]);
    const request = { model: 'claude-sim', max_tokens: 100, messages: messages('hi') };
    expect((await client.messages.create(request)).stop_reason).toBe('refusal');
    expect(await client.messages.create(request)).toMatchObject({ stop_reason: 'refusal', content: [] });
  });

  it('counts tokens and lists models', async () => {
    const counted = await client.messages.countTokens({ model: 'claude-sim', messages: messages('hi there') });
    expect(counted.input_tokens).toBe(2);
    sim.script('claude-sim', []);
    const models = await client.models.list();
    expect(models.data).toMatchObject([{ type: 'model', id: 'claude-sim' }]);
  });

  it('insists on key, version and max_tokens, in its own error shape', async () => {
    const post = async (headers: Record<string, string>, body: object) => {
      const response = await fetch(`${sim.url}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(body) });
      return [response.status, await response.json()];
    };
    const body = { model: 'm', max_tokens: 5, messages: messages('hi') };
    const noKey = await post({ 'anthropic-version': '2023-06-01' }, body);
    expect(noKey).toMatchObject([401, { type: 'error', error: { type: 'authentication_error' } }]);
    const noVersion = await post({ 'x-api-key': 'k' }, body);
    expect(noVersion).toMatchObject([400, { type: 'error', error: { type: 'invalid_request_error' } }]);
    const noLimit = await post(
      { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
      { ...body, max_tokens: undefined },
    );
    expect(noLimit).toMatchObject([400, { error: { message: 'max_tokens: Field required' } }]);
  });

  it('says an error inside a stream as an error event', async () => {
    sim.script('claude-sim', [{ kind: 'stream_error', afterChunks: 2 }]);
    const stream = client.messages.stream({ model: 'claude-sim', max_tokens: 100, messages: messages('hi') });
    await expect(stream.finalMessage()).rejects.toThrow('overloaded_error');
  });

  it('is understood by the AI SDK', async () => {
    const model = createAnthropic({ baseURL: `${sim.url}/v1`, apiKey: 'k' })('claude-sim');
    const plain = await generateText({ model, prompt: 'hi there', maxOutputTokens: 100 });
    expect(plain.text).toBe('Hello from claude-sim. You said: hi there');
    expect(plain.usage).toMatchObject({ inputTokens: 2, outputTokens: 11 });
    const inputSchema = jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } } });
    const get_weather = tool({ inputSchema, execute: () => 'sunny' });
    const streamed = streamText({ model, prompt: 'call get_weather', tools: { get_weather }, maxOutputTokens: 100 });
    expect(await streamed.toolCalls).toMatchObject([{ toolName: 'get_weather', input: { city: 'sample city' } }]);
  });
});
