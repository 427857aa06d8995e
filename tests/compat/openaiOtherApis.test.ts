import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import OpenAI, { NotFoundError } from 'openai';
import { collect } from '../sim/collect.ts';
import { FELL_BACK, LEAD, SECOND, setStage, WAYS, type Stage } from './compatStage.ts';

describe.each(WAYS)('embeddings, completions and models of the openai client by %s', (way) => {
  let stage: Stage;
  let client: OpenAI;

  beforeAll(async () => {
    stage = await setStage(way, ['openai', 'openai']);
    const { origin, fetch } = stage.setup;
    client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'client-key', fetch });
  });
  beforeEach(() => {
    stage.reset();
    stage.primaryFails();
  });
  afterAll(() => stage.close());

  it('embeds, with the base64 that the client asks for by default', async () => {
    const { data, response } = await client.embeddings.create({ model: LEAD, input: ['one', 'two'] }).withResponse();
    expect(data.data.map(({ embedding }) => embedding.every(Number.isFinite))).toEqual([true, true]);
    expect(data.data[0]?.embedding.length).toBeGreaterThan(0);
    expect(Object.fromEntries(response.headers)).toMatchObject(FELL_BACK);
    expect(stage.fellBackOnce().answered.body).toMatchObject({ encoding_format: 'base64', input: ['one', 'two'] });
  });

  it('embeds the same as numbers', async () => {
    const [base64, floats] = await Promise.all([
      client.embeddings.create({ model: LEAD, input: 'one' }),
      client.embeddings.create({ model: LEAD, input: 'one', encoding_format: 'float' }),
    ]);
    const numbers = floats.data[0]?.embedding ?? [];
    base64.data[0]?.embedding.forEach((value, at) => expect(value).toBeCloseTo(numbers[at] ?? NaN, 5));
    expect(numbers.length).toBe(base64.data[0]?.embedding.length);
  });

  it.each([false, true])('completes a prompt (streamed: %s)', async (streamed) => {
    const body = { model: LEAD, prompt: 'hi there' };
    const pieces = streamed
      ? await collect(await client.completions.create({ ...body, stream: true }))
      : [await client.completions.create(body)];
    expect(pieces.map((piece) => piece.choices[0]?.text ?? '').join('')).toContain('hi there');
    expect(stage.fellBackOnce().answered.endpoint).toBe('completions');
  });

  it('lists the configured models and retrieves one', async () => {
    const models = await collect(client.models.list());
    expect(models.map(({ id }) => id)).toEqual([LEAD, SECOND]);
    expect(await client.models.retrieve(SECOND)).toMatchObject({ id: SECOND, object: 'model' });
    expect(stage.lead.callCount + stage.second.callCount).toBe(0);
  });

  it('says that a model is not configured', async () => {
    const error: unknown = await client.models.retrieve('nobody').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ code: 'model_not_found', message: expect.stringContaining('nobody') });
  });
});

describe.each(WAYS)('embeddings of the openai client by %s, openai failing over to google', (way) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(way, ['openai', 'google']);
  });
  afterAll(() => stage.close());

  it('embeds with the fallback, in the encoding that was asked for', async () => {
    stage.primaryFails();
    const { origin, fetch } = stage.setup;
    const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'client-key', fetch });
    const { data } = await client.embeddings.create({ model: LEAD, input: ['one', 'two'] });
    expect(data.map(({ embedding }) => embedding.every(Number.isFinite))).toEqual([true, true]);
    expect(data[0]?.embedding.length).toBeGreaterThan(0);
    expect(stage.fellBackOnce().answered.dialect).toBe('google');
  });
});
