import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  APICallError,
  generateObject,
  generateText,
  jsonSchema,
  stepCountIs,
  streamText,
  tool,
  type LanguageModel,
} from 'ai';
import { collect } from '../sim/collect.ts';
import { FELL_BACK, LEAD, setStage, STAGES, WAYS, type ClientSetup, type Stage } from './compatStage.ts';
import { SAMPLE_CITY, WEATHER } from './weather.ts';

// It warns, call by call, of every model id that it does not know.
globalThis.AI_SDK_LOG_WARNINGS = false;

const CLIENTS: Readonly<Record<string, (setup: ClientSetup) => LanguageModel>> = {
  'OpenAI chat': ({ origin, fetch }) => createOpenAI({ baseURL: `${origin}/v1`, apiKey: 'k', fetch }).chat(LEAD),
  'OpenAI responses': ({ origin, fetch }) =>
    createOpenAI({ baseURL: `${origin}/v1`, apiKey: 'k', fetch }).responses(LEAD),
  Anthropic: ({ origin, fetch }) => createAnthropic({ baseURL: `${origin}/v1`, apiKey: 'k', fetch })(LEAD),
};

const tools = {
  [WEATHER.name]: tool({
    description: WEATHER.description,
    inputSchema: jsonSchema<{ city: string }>(WEATHER.schema),
    execute: ({ city }) => `sunny over ${city}`,
  }),
};

describe.each(STAGES)('the AI SDK by %s, %s failing over to %s', (way, primary, fallback) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(way, [primary, fallback]);
  });
  beforeEach(() => {
    stage.reset();
    stage.primaryFails();
  });
  afterAll(() => stage.close());

  describe.each(Object.keys(CLIENTS))('with its %s provider', (name) => {
    const model = (): LanguageModel => CLIENTS[name]!(stage.setup);
    const greeting = (): string => `Hello from ${stage.secondUpstream}. You said: hi there`;

    it('generates text', async () => {
      const { text, usage, finishReason, finalStep } = await generateText({ model: model(), prompt: 'hi there' });
      expect([text, finishReason]).toEqual([greeting(), 'stop']);
      expect(usage.outputTokens).toBeGreaterThan(0);
      expect(finalStep.response.headers).toMatchObject(FELL_BACK);
      const { failed, answered } = stage.fellBackOnce();
      expect([failed.status, answered.dialect, answered.model]).toEqual([503, fallback, stage.secondUpstream]);
    });

    it('streams text', async () => {
      const result = streamText({ model: model(), prompt: 'hi there' });
      const pieces = await collect(result.textStream);
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.join('')).toBe(greeting());
      expect(await result.finishReason).toBe('stop');
      expect(stage.fellBackOnce().answered.stream).toBe(true);
    });

    it('runs a tool and goes on with its result', async () => {
      const prompt = 'call get_weather';
      const result = await generateText({ model: model(), prompt, tools, stopWhen: stepCountIs(2) });
      expect(result.steps[0]?.toolCalls).toMatchObject([{ toolName: WEATHER.name, input: SAMPLE_CITY }]);
      expect(result.text).toContain('Hello from');
      expect([stage.lead.callCount, stage.second.callCount]).toEqual([2, 2]);
      expect(JSON.stringify(stage.second.calls[1]?.body)).toContain('sunny over sample city');
    });

    it('generates an object', async () => {
      const schema = jsonSchema<{ city: string }>(WEATHER.schema);
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- applications use it until they move to `output`
      const { object } = await generateObject({ model: model(), prompt: 'hi there', schema });
      expect(object).toEqual(SAMPLE_CITY);
      stage.fellBackOnce();
    });
  });
});

describe.each(WAYS)('errors of the AI SDK by %s', (way) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(way, ['openai', 'anthropic']);
  });
  afterAll(() => stage.close());

  it("gets the last model's error with its status", async () => {
    stage.primaryFails();
    stage.second.setDefault({ kind: 'error', error: 'rate_limit' });
    const model = CLIENTS['OpenAI chat']!(stage.setup);
    const error: unknown = await generateText({ model, prompt: 'hi there', maxRetries: 0 }).catch(
      (reason: unknown) => reason,
    );
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: 429 });
    stage.fellBackOnce();
  });
});
