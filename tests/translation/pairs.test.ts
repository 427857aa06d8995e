import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { APIError as AnthropicError } from '@anthropic-ai/sdk';
import { APIError as OpenaiError } from 'openai';
import type { DialectName } from '@understudy/contract';
import type { Sim } from '../sim/startSim.ts';
import { startSim } from '../sim/startSim.ts';
import { clientDriver, type ClientName } from './clientDriver.ts';
import type { ClientDriver } from './question.ts';
import { stepAt, TranslationServer } from './translationServer.ts';

/** Claude and Gemini by name, for the library knows what their models can. */
const PAIRS: readonly [ClientName, DialectName, string][] = [
  ['chat', 'anthropic', 'claude-sonnet-4-5'],
  ['chat', 'google', 'gemini-2.5-flash'],
  ['messages', 'openai', 'gpt-4o'],
  ['messages', 'azure-openai', 'gpt-4o'],
  ['messages', 'google', 'gemini-3-pro'],
  ['responses', 'anthropic', 'claude-sonnet-4-5'],
  ['responses', 'google', 'gemini-2.5-flash'],
];

describe.each(PAIRS)('%s answered by %s', (client, dialect, model) => {
  let sim: Sim;
  let server: TranslationServer;
  let driver: ClientDriver;

  beforeAll(async () => {
    sim = await startSim();
    server = new TranslationServer(sim.url);
    driver = clientDriver(client, await server.listen());
    server.step = stepAt(dialect, model);
  });
  beforeEach(() => sim.reset());
  afterAll(async () => {
    await server.close();
    await sim.close();
  });

  describe.each([false, true])('streamed: %s', (stream) => {
    it('carries text, system prompt, model and usage', async () => {
      sim.script(model, [{ kind: 'ok', usage: { prompt: 21, completion: 7 } }]);
      const reply = await driver.ask({ system: 'be kind', text: 'hi there', stream });
      expect(reply).toMatchObject({
        text: `Hello from ${model}. You said: hi there`,
        finish: 'stop',
        input: 21,
        output: 7,
      });
      expect(reply.model).toBe(model);
      expect(JSON.stringify(sim.calls[0]?.body)).toContain('be kind');
    });

    it('carries a tool call there and its result back', async () => {
      const asked = await driver.ask({ text: 'call get_weather', tools: true, stream });
      expect(asked).toMatchObject({ finish: 'tool', calls: [{ name: 'get_weather', input: { city: 'sample city' } }] });
      const results = asked.calls.map(({ id, name }) => ({ id, name, result: 'sunny over Oslo' }));
      const told = await driver.ask({ text: 'call get_weather', tools: true, stream, results });
      expect(told).toMatchObject({ finish: 'stop', calls: [] });
      const said = JSON.stringify(sim.calls[1]?.body);
      expect(said).toContain('sunny over Oslo');
      expect(said).toContain(asked.calls[0]!.id);
    });

    it('carries a picture', async () => {
      const reply = await driver.ask({ text: 'what is it', image: true, stream });
      expect(reply.text).toContain('what is it');
      expect(reply.input).toBeGreaterThan(80);
    });

    it('carries a JSON schema', async () => {
      const reply = await driver.ask({ text: 'weather?', schema: true, stream });
      expect(JSON.parse(reply.text)).toEqual({ city: 'sample city' });
      expect(reply.calls).toEqual([]);
    });

    it('says that the limit cut the answer', async () => {
      const reply = await driver.ask({ text: 'a long story', maxTokens: 3, stream });
      expect(reply.finish).toBe('length');
    });

    it("hands on the provider's error in its own API's shape", async () => {
      sim.script(model, [{ kind: 'error', error: 'rate_limit', retryAfter: 7, message: 'slow down secret-key' }]);
      const error: unknown = await driver.ask({ text: 'hi', stream }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(client === 'messages' ? AnthropicError : OpenaiError);
      expect(error).toMatchObject({ status: 429, message: expect.stringContaining('slow down [redacted]') });
      expect(server.lastOutcome).toMatchObject({ kind: 'failure', trigger: 'rate_limit', retryAfterMs: 7000 });
    });
  });
});
