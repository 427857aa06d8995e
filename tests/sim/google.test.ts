import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { APICallError, embedMany, generateText, jsonSchema, streamText, tool } from 'ai';
import { type Sim, startSim } from './startSim.ts';

describe('the Google dialect', () => {
  let sim: Sim;
  let google: ReturnType<typeof createGoogleGenerativeAI>;

  beforeAll(async () => {
    sim = await startSim();
    google = createGoogleGenerativeAI({ baseURL: `${sim.url}/v1beta`, apiKey: 'k' });
  });
  beforeEach(() => sim.reset());
  afterAll(() => sim.close());

  const post = async (path: string, body: object, headers: Record<string, string> = { 'x-goog-api-key': 'k' }) => {
    const response = await fetch(`${sim.url}/v1beta/models/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const contents = [{ role: 'user', parts: [{ text: 'hi there' }] }];

  it('answers text and usage that the AI SDK understands', async () => {
    const answer = await generateText({ model: google('gemini-sim'), instructions: 'be kind!', prompt: 'hi there' });
    expect(answer.text).toBe('Hello from gemini-sim. You said: hi there');
    expect(answer.finishReason).toBe('stop');
    expect(answer.usage).toMatchObject({ inputTokens: 4, outputTokens: 11, totalTokens: 15 });
  });

  it('streams text and reports usage at the end', async () => {
    const answer = streamText({ model: google('gemini-sim'), prompt: 'hi there' });
    expect(await answer.text).toBe('Hello from gemini-sim. You said: hi there');
    expect(await answer.usage).toMatchObject({ inputTokens: 2, outputTokens: 11 });
    expect(sim.calls[0]).toMatchObject({ endpoint: 'streamGenerate', stream: true, promptTokens: 2 });
  });

  it('calls a function, whole and streamed', async () => {
    const inputSchema = jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } } });
    const request = {
      model: google('gemini-sim'),
      prompt: 'call get_weather',
      tools: { get_weather: tool({ inputSchema, execute: () => 'sunny' }) },
    };
    const expected = [{ toolName: 'get_weather', input: { city: 'sample city' } }];
    expect((await generateText(request)).toolCalls).toMatchObject(expected);
    expect(await streamText(request).toolCalls).toMatchObject(expected);
  });

  it('embeds texts', async () => {
    const { embeddings } = await embedMany({ model: google.embedding('emb'), values: ['one', 'two'] });
    expect(embeddings.map((vector) => vector.length)).toEqual([16, 16]);
    const single = await post('emb:embedContent', { content: { parts: [{ text: 'one' }] } });
    expect(single.body).toEqual({ embedding: { values: embeddings[0] } });
  });

  it('answers JSON that fits a schema with types in capitals', async () => {
    const responseSchema = { type: 'OBJECT', properties: { ok: { type: 'BOOLEAN' } } };
    const generationConfig = { responseMimeType: 'application/json', responseSchema };
    const { body } = await post('g:generateContent', { contents, generationConfig });
    expect(body).toMatchObject({
      candidates: [{ content: { parts: [{ text: '{"ok":true}' }] }, finishReason: 'STOP' }],
    });
  });

  it('answers a stream without alt=sse as one list', async () => {
    const { body } = await post('g:streamGenerateContent', { contents });
    expect(Array.isArray(body)).toBe(true);
  });

  it('gives a filtered candidate no content, and a blocked prompt no candidate', async () => {
    sim.script('g', [{ kind: 'filtered' }, { kind: 'error', error: 'content_filter' }]);
    const filtered = await post('g:generateContent', { contents });
    expect(filtered).toMatchObject({ status: 200, body: { candidates: [{ finishReason: 'SAFETY' }] } });
    expect(JSON.stringify(filtered.body)).not.toContain('"content"');
    const blocked = await post('g:generateContent', { contents });
    expect(blocked).toMatchObject({ status: 200, body: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } } });
  });

  it('counts thoughts apart from the candidates', async () => {
    sim.script('g', [{ kind: 'reasoning_exhausted', usage: { prompt: 3, completion: 20, reasoning: 20 } }]);
    const { body } = await post('g:generateContent', { contents });
    expect(body).toMatchObject({
      candidates: [{ finishReason: 'MAX_TOKENS' }],
      usageMetadata: { candidatesTokenCount: 0, thoughtsTokenCount: 20, totalTokenCount: 23 },
    });
  });

  it('insists on a key', async () => {
    const { status, body } = await post('g:generateContent', { contents }, {});
    expect([status, body]).toMatchObject([403, { error: { code: 403, status: 'PERMISSION_DENIED' } }]);
  });

  it('says errors that the AI SDK reads', async () => {
    sim.script('gemini-sim', [{ kind: 'error', error: 'context_length' }]);
    const answer = generateText({ model: google('gemini-sim'), prompt: 'hi', maxRetries: 0 });
    const error: unknown = await answer.catch((caught: unknown) => caught);
    expect(APICallError.isInstance(error) && [error.statusCode, error.message]).toEqual([
      400,
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    ]);
  });
});
