import Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { ERROR_NAMES, type ErrorName } from './errors/errorName.ts';
import { renderError } from './errors/renderError.ts';
import { type Sim, startSim } from './startSim.ts';

const messages = [{ role: 'user' as const, content: 'hi' }];

describe('errors in the words of each dialect', () => {
  let sim: Sim;

  beforeAll(async () => {
    sim = await startSim();
  });
  beforeEach(() => sim.reset());
  afterAll(() => sim.close());

  const openai = () => new OpenAI({ baseURL: `${sim.url}/v1`, apiKey: 'k', maxRetries: 0 });
  const anthropic = () => new Anthropic({ baseURL: sim.url, apiKey: 'k', maxRetries: 0 });

  it.each<[ErrorName, unknown, number, string | null]>([
    ['rate_limit', OpenAI.RateLimitError, 429, 'rate_limit_exceeded'],
    ['insufficient_quota', OpenAI.RateLimitError, 429, 'insufficient_quota'],
    ['server_error', OpenAI.InternalServerError, 500, null],
    ['unavailable', OpenAI.InternalServerError, 503, 'service_unavailable'],
    ['unauthorized', OpenAI.AuthenticationError, 401, 'invalid_api_key'],
    ['forbidden', OpenAI.PermissionDeniedError, 403, 'unsupported_country_region_territory'],
    ['model_not_found', OpenAI.NotFoundError, 404, 'model_not_found'],
    ['context_length', OpenAI.BadRequestError, 400, 'context_length_exceeded'],
    ['content_filter', OpenAI.BadRequestError, 400, 'content_policy_violation'],
    ['payment_required', OpenAI.APIError, 402, 'invalid_request_error'],
  ])('OpenAI: %s', async (error, type, status, code) => {
    sim.script('m', [{ kind: 'error', error }]);
    const caught: unknown = await openai()
      .chat.completions.create({ model: 'm', messages })
      .catch((thrown: unknown) => thrown);
    expect(caught).toBeInstanceOf(type);
    expect(caught).toMatchObject({ status, code });
  });

  it.each<[ErrorName, unknown, number, string]>([
    ['rate_limit', Anthropic.RateLimitError, 429, 'rate_limit_error'],
    ['overloaded', Anthropic.InternalServerError, 529, 'overloaded_error'],
    ['unauthorized', Anthropic.AuthenticationError, 401, 'authentication_error'],
    ['model_not_found', Anthropic.NotFoundError, 404, 'not_found_error'],
    ['context_length', Anthropic.BadRequestError, 400, 'invalid_request_error'],
    ['payload_too_large', Anthropic.APIError, 413, 'request_too_large'],
  ])('Anthropic: %s', async (error, type, status, kind) => {
    sim.script('m', [{ kind: 'error', error }]);
    const caught: unknown = await anthropic()
      .messages.create({ model: 'm', max_tokens: 5, messages })
      .catch((thrown: unknown) => thrown);
    expect(caught).toBeInstanceOf(type);
    expect(caught).toMatchObject({ status, error: { type: 'error', error: { type: kind } } });
  });

  it('Azure: a content filter names the policy', () => {
    const error = renderError('azure', 'content_filter', { model: 'm', endpoint: 'chat', serial: 1 });
    expect(error.body).toMatchObject({
      error: { code: 'content_filter', innererror: { code: 'ResponsibleAIPolicyViolation' } },
    });
  });

  it.each(ERROR_NAMES)('every dialect has words for %s', (name) => {
    for (const dialect of ['openai', 'azure', 'anthropic', 'google'] as const) {
      const error = renderError(dialect, name, { model: 'm', endpoint: 'chat', serial: 1 });
      const blocked = dialect === 'google' && name === 'content_filter';
      expect(error.status).toBeGreaterThanOrEqual(blocked ? 200 : 400);
      expect(name === 'bad_gateway').toBe(typeof error.body === 'string');
    }
  });

  it('sends Retry-After in seconds, as a date, and in headers of choice', async () => {
    const headers = { 'x-ratelimit-reset-requests': '3s' };
    sim.script('m', [
      { kind: 'error', error: 'rate_limit', retryAfter: 7 },
      { kind: 'error', error: 'unavailable', retryAfterDateMs: 60_000 },
      { kind: 'status', status: 429, headers },
    ]);
    const ask = () =>
      fetch(`${sim.url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ model: 'm', messages }) });
    expect((await ask()).headers.get('retry-after')).toBe('7');
    const wait = Date.parse((await ask()).headers.get('retry-after') ?? '') - Date.now();
    expect(wait).toBeGreaterThan(55_000);
    expect((await ask()).headers.get('x-ratelimit-reset-requests')).toBe('3s');
  });

  it('sends any status with any body', async () => {
    sim.script('m', [
      { kind: 'status', status: 418, body: { short: 'stout' } },
      { kind: 'status', status: 503, body: '' },
    ]);
    const ask = () =>
      fetch(`${sim.url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ model: 'm', messages }) });
    const teapot = await ask();
    expect([teapot.status, await teapot.json()]).toEqual([418, { short: 'stout' }]);
    const empty = await ask();
    expect([empty.status, await empty.text()]).toEqual([503, '']);
  });
});
