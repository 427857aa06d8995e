import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import OpenAI, { AzureOpenAI } from 'openai';
import { replyTo } from './answer.ts';
import { MODEL_LIST } from './callHandler.ts';
import { collect } from './collect.ts';
import { type Sim, startSim } from './startSim.ts';

const user = (content: string) => [{ role: 'user' as const, content }];
const weather = {
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer' } } },
};

describe('the OpenAI dialect, read by the official SDK', () => {
  let sim: Sim;
  let client: OpenAI;

  beforeAll(async () => {
    sim = await startSim();
    client = new OpenAI({ baseURL: `${sim.url}/v1`, apiKey: 'sk-test', maxRetries: 0 });
  });
  beforeEach(() => sim.reset());
  afterAll(() => sim.close());

  it('answers a chat with text, usage and the model that was asked', async () => {
    const answer = await client.chat.completions.create({ model: 'gpt-sim', messages: user('hi there') });
    expect(answer.choices[0]?.message.content).toBe('Hello from gpt-sim. You said: hi there');
    expect(answer.choices[0]?.message.content).toBe(replyTo('gpt-sim', 'hi there'));
    expect(answer.choices[0]?.finish_reason).toBe('stop');
    expect(answer.usage).toMatchObject({ prompt_tokens: 2, completion_tokens: 10, total_tokens: 12 });
    expect(answer).toMatchObject({ object: 'chat.completion', model: 'gpt-sim' });
    expect(sim.calls[0]).toMatchObject({ promptTokens: 2, completionTokens: 10, outcome: 'completed' });
  });

  it('gives as many choices as asked', async () => {
    const answer = await client.chat.completions.create({ model: 'gpt-sim', messages: user('hi'), n: 3 });
    expect(answer.choices.map((choice) => choice.index)).toEqual([0, 1, 2]);
  });

  it('streams the same text in chunks, usage last and only on request', async () => {
    const stream = await client.chat.completions.create({
      model: 'gpt-sim',
      messages: user('hi there'),
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await collect(stream);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(
      'Hello from gpt-sim. You said: hi there',
    );
    expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant');
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 12 } });

    const silent = await client.chat.completions.create({ model: 'gpt-sim', messages: user('hi'), stream: true });
    expect((await collect(silent)).some((chunk) => 'usage' in chunk)).toBe(false);
    expect(sim.calls[1]?.promptTokens).toBeUndefined();
  });

  it('calls the tool that the user names, and streams its arguments in pieces', async () => {
    const request = {
      model: 'gpt-sim',
      messages: user('please call get_weather'),
      tools: [{ type: 'function' as const, function: weather }],
    };
    const answer = await client.chat.completions.create(request);
    const [call] = answer.choices[0]?.message.tool_calls ?? [];
    const args = call?.type === 'function' ? call.function.arguments : '';
    expect(JSON.parse(args)).toEqual({ city: 'sample city', days: 1 });
    expect(answer.choices[0]?.finish_reason).toBe('tool_calls');

    const pieces: string[] = [];
    const runner = client.chat.completions.stream({ ...request, stream: true });
    runner.on('tool_calls.function.arguments.delta', (event) => pieces.push(event.arguments_delta));
    const final = await runner.finalChatCompletion();
    expect(final.choices[0]?.message.tool_calls).toMatchObject([{ function: { arguments: args } }]);
    expect(pieces.filter((piece) => piece !== '').length).toBeGreaterThan(1);
  });

  it('answers a tool result in words', async () => {
    const answer = await client.chat.completions.create({
      model: 'gpt-sim',
      tools: [{ type: 'function', function: weather }],
      messages: [
        { role: 'user', content: 'call get_weather' },
        {
          role: 'assistant',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'sunny' },
      ],
    });
    expect(answer.choices[0]?.message.content).toContain('You said: call get_weather');
  });

  it('answers JSON that fits the schema', async () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, tags: { type: 'array', items: { $ref: '#/$defs/tag' } } },
      $defs: { tag: { enum: ['red', 'green'] } },
    };
    const answer = await client.chat.completions.create({
      model: 'gpt-sim',
      messages: user('hi'),
      response_format: { type: 'json_schema', json_schema: { name: 'thing', schema } },
    });
    expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({ name: 'sample name', tags: ['red'] });
  });

  it('stops at the token limit', async () => {
    const answer = await client.chat.completions.create({
      model: 'gpt-sim',
      messages: user('hi'),
      max_completion_tokens: 2,
    });
    expect(answer.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: 'Hello fr' } });
    expect(answer.usage?.completion_tokens).toBe(2);
  });

  it('counts an image by its rule, not as text', async () => {
    const answer = await client.chat.completions.create({
      model: 'gpt-sim',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'what is it' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          ],
        },
      ],
    });
    expect(answer.usage?.prompt_tokens).toBe(3 + 85);
  });

  it('completes a legacy prompt', async () => {
    const answer = await client.completions.create({ model: 'gpt-sim', prompt: 'once upon' });
    expect(answer.choices[0]?.text).toContain('once upon');
    const stream = await client.completions.create({ model: 'gpt-sim', prompt: 'once upon', stream: true });
    const text = (await collect(stream)).map((chunk) => chunk.choices[0]?.text ?? '').join('');
    expect(text).toBe(answer.choices[0]?.text);
  });

  it('embeds the same vector as floats and as base64', async () => {
    const input = ['one', 'two'];
    const floats = await client.embeddings.create({ model: 'emb', input, encoding_format: 'float' });
    // Without a format the SDK asks for base64 and decodes it.
    const decoded = await client.embeddings.create({ model: 'emb', input, dimensions: 16 });
    const raw = await client.embeddings.create({ model: 'emb', input, encoding_format: 'base64' });
    expect(sim.calls[1]?.body).toMatchObject({ encoding_format: 'base64' });
    expect(Array.from(decoded.data[0]?.embedding ?? [])).toEqual(floats.data[0]?.embedding);
    expect(floats.data[0]?.embedding).not.toEqual(floats.data[1]?.embedding);
    expect(raw.data[0]?.embedding).toEqual(expect.any(String));
    expect(floats.usage).toEqual({ prompt_tokens: 2, total_tokens: 2 });
  });

  it('answers the Responses API, whole and in typed events', async () => {
    const request = { model: 'gpt-sim', input: 'hi there', instructions: 'be kind' };
    const answer = await client.responses.create(request);
    expect(answer.output_text).toBe('Hello from gpt-sim. You said: hi there');
    expect(answer).toMatchObject({
      status: 'completed',
      usage: { input_tokens: 4, output_tokens: 10, total_tokens: 14 },
    });

    const stream = client.responses.stream(request);
    const types: string[] = [];
    stream.on('event', (event) => types.push(event.type));
    const final = await stream.finalResponse();
    expect(final.output_text).toBe(answer.output_text);
    expect(types[0]).toBe('response.created');
    expect(types).toContain('response.output_text.delta');
    expect(types.at(-1)).toBe('response.completed');
  });

  it('calls tools in the Responses API, whole and streamed', async () => {
    const request = {
      model: 'gpt-sim',
      input: 'call get_weather',
      tools: [{ type: 'function' as const, strict: false, ...weather }],
    };
    const whole = await client.responses.create(request);
    const streamed = await client.responses.stream(request).finalResponse();
    for (const answer of [whole, streamed]) {
      const [call] = answer.output;
      expect(call).toMatchObject({ type: 'function_call', name: 'get_weather' });
      expect(call?.type === 'function_call' && JSON.parse(call.arguments)).toEqual({ city: 'sample city', days: 1 });
    }
  });

  it('breaks a Responses stream by an error event, or by a failed response', async () => {
    const ask = async () => collect(await client.responses.create({ model: 'gpt-sim', input: 'hi', stream: true }));
    sim.script('gpt-sim', [
      { kind: 'stream_error', afterChunks: 1 },
      { kind: 'stream_error', afterChunks: 1, failed: true },
      { kind: 'ok', finish: 'length' },
      { kind: 'ok', reasoning: 'Let me see.' },
    ]);
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.APIError);
    expect((await ask()).at(-1)).toMatchObject({ type: 'response.failed', response: { status: 'failed' } });
    expect((await ask()).at(-1)).toMatchObject({
      type: 'response.incomplete',
      response: { incomplete_details: { reason: 'max_output_tokens' } },
    });
    const { output } = await client.responses.stream({ model: 'gpt-sim', input: 'hi' }).finalResponse();
    expect(output).toMatchObject([
      { type: 'reasoning', summary: [{ text: 'Let me see.' }] },
      { type: 'message', content: [{ text: 'Hello from gpt-sim. You said: hi' }] },
    ]);
  });

  it('lists the models that exist', async () => {
    const other = await startSim({ models: ['a', 'b'] });
    const models = await new OpenAI({ baseURL: `${other.url}/v1`, apiKey: 'k' }).models.list();
    await other.close();
    expect(models.data.map((model) => model.id)).toEqual(['a', 'b']);
    sim.script(MODEL_LIST, [{ kind: 'error', error: 'unavailable' }]);
    await expect(client.models.list()).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    expect(sim.callsOf(MODEL_LIST)).toMatchObject([{ endpoint: 'models', status: 503 }]);
  });

  it('refuses what the real API refuses', async () => {
    const bad = client.chat.completions.create({ model: 'gpt-sim', messages: [] });
    await expect(bad).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    const options = { model: 'm', messages: user('hi'), stream_options: { include_usage: true } };
    await expect(client.chat.completions.create(options)).rejects.toThrow('stream_options');
  });
});

describe('the Azure dialect, read by the official SDK', () => {
  let sim: Sim;

  beforeAll(async () => {
    sim = await startSim();
  });
  afterAll(() => sim.close());

  it('answers under the deployment and with the content filter verdicts', async () => {
    const client = new AzureOpenAI({ endpoint: sim.url, apiKey: 'k', apiVersion: '2024-10-21', maxRetries: 0 });
    const answer = await client.chat.completions.create({ model: 'dep-1', messages: user('hi') });
    expect(answer).toMatchObject({ model: 'dep-1', prompt_filter_results: [{ prompt_index: 0 }] });
    expect(sim.calls[0]).toMatchObject({ dialect: 'azure', model: 'dep-1', query: { 'api-version': '2024-10-21' } });

    const stream = await client.chat.completions.create({ model: 'dep-1', messages: user('hi'), stream: true });
    const chunks = await collect(stream);
    expect(chunks[0]).toMatchObject({ choices: [], model: '' });
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toContain('You said: hi');
  });

  it('insists on a key and an api-version', async () => {
    const url = `${sim.url}/openai/deployments/d/chat/completions`;
    const body = JSON.stringify({ messages: user('hi') });
    const noKey = await fetch(`${url}?api-version=2024-10-21`, { method: 'POST', body });
    expect([noKey.status, await noKey.json()]).toMatchObject([401, { error: { code: '401' } }]);
    const noVersion = await fetch(url, { method: 'POST', body, headers: { 'api-key': 'k' } });
    expect(noVersion.status).toBe(400);
    const next = await fetch(`${sim.url}/openai/v1/responses`, {
      method: 'POST',
      body: JSON.stringify({ model: 'm', input: 'hi' }),
      headers: { 'api-key': 'k' },
    });
    expect(next.status).toBe(200);
  });
});
