import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { collect } from '../sim/collect.ts';
import { FELL_BACK, LEAD, setStage, STAGES, type Stage } from './compatStage.ts';
import { SAMPLE_CITY, WEATHER } from './weather.ts';

const tools = [
  {
    type: 'function' as const,
    name: WEATHER.name,
    description: WEATHER.description,
    parameters: WEATHER.schema,
    strict: true,
  },
];

describe.each(STAGES)('responses of the openai client by %s, %s failing over to %s', (way, primary, fallback) => {
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

  it('answers', async () => {
    const { data, response } = await client.responses
      .create({ model: LEAD, instructions: 'be kind', input: 'hi there' })
      .withResponse();
    expect([data.status, data.output_text]).toEqual(['completed', greeting()]);
    expect(data.usage?.output_tokens).toBeGreaterThan(0);
    expect(Object.fromEntries(response.headers)).toMatchObject(FELL_BACK);
    const { failed, answered } = stage.fellBackOnce();
    expect([failed.status, answered.dialect, answered.model]).toEqual([503, fallback, stage.secondUpstream]);
    expect(JSON.stringify(answered.body)).toContain('be kind');
  });

  it('streams its events in order', async () => {
    const stream = await client.responses.create({ model: LEAD, input: 'hi there', stream: true });
    const events = await collect(stream);
    expect(events[0]?.type).toBe('response.created');
    expect(events.at(-1)?.type).toBe('response.completed');
    const deltas = events.map((event) => (event.type === 'response.output_text.delta' ? event.delta : ''));
    expect(deltas.join('')).toBe(greeting());
    stage.fellBackOnce();
  });

  it('gives the stream helper a final response', async () => {
    const final = await client.responses.stream({ model: LEAD, input: 'hi there' }).finalResponse();
    expect([final.status, final.output_text]).toEqual(['completed', greeting()]);
    stage.fellBackOnce();
  });

  it('calls a tool and hands its result back', async () => {
    const question = { role: 'user' as const, content: 'call get_weather' };
    const asked = await client.responses.create({ model: LEAD, input: [question], tools });
    const call = asked.output.find((item) => item.type === 'function_call');
    if (call === undefined) throw new Error('no function was called');
    expect([call.name, JSON.parse(call.arguments)]).toEqual([WEATHER.name, SAMPLE_CITY]);
    stage.fellBackOnce();
    stage.reset();
    stage.primaryFails();
    const result = { type: 'function_call_output' as const, call_id: call.call_id, output: 'sunny over Oslo' };
    const told = await client.responses.create({ model: LEAD, input: [question, call, result], tools });
    expect(told.output_text).toContain('Hello from');
    expect(JSON.stringify(stage.fellBackOnce().answered.body)).toContain('sunny over Oslo');
  });

  it('gets JSON of a schema', async () => {
    const { name, schema } = WEATHER;
    const answer = await client.responses.create({
      model: LEAD,
      input: 'hi there',
      text: { format: { type: 'json_schema', name, schema, strict: true } },
    });
    expect(JSON.parse(answer.output_text)).toEqual(SAMPLE_CITY);
    stage.fellBackOnce();
  });
});
