import { describe, expect, it } from '@jest/globals';
import { readErrorBody } from './errorBody.ts';
import { errorVerdict } from './errorVerdict.ts';

function verdict(status: number, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorVerdict(status, readErrorBody(Buffer.from(text)));
}

const openai = (message: string, fields: object = {}) => ({
  error: { message, type: 'invalid_request_error', param: null, code: null, ...fields },
});
const anthropic = (type: string, message: string) => ({ type: 'error', error: { type, message } });
const google = (code: number, status: string, message: string, details: object[] = []) => ({
  error: { code, status, message, details },
});

describe('errorVerdict by what the body says', () => {
  it.each([
    [
      'OpenAI',
      400,
      openai("This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.", {
        code: 'context_length_exceeded',
      }),
    ],
    [
      'OpenAI responses',
      400,
      openai('Your input exceeds the context window of this model. Please adjust your input and try again.'),
    ],
    ['Anthropic', 400, anthropic('invalid_request_error', 'prompt is too long: 208310 tokens > 200000 maximum')],
    [
      'Anthropic with max_tokens',
      400,
      anthropic('invalid_request_error', 'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000'),
    ],
    [
      'vLLM',
      400,
      {
        object: 'error',
        message: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens",
        type: 'BadRequestError',
        code: 400,
      },
    ],
    [
      'vLLM prompt',
      400,
      {
        object: 'error',
        message: 'The decoder prompt (length 5000) is longer than the maximum model length of 4096.',
        type: 'BadRequestError',
        code: 400,
      },
    ],
    [
      'llama.cpp',
      400,
      {
        error: {
          code: 400,
          message: 'the request exceeds the available context size. try increasing it',
          type: 'exceed_context_size_error',
        },
      },
    ],
    ['Ollama', 400, { error: 'the input length exceeds the context length' }],
    [
      'TGI',
      422,
      {
        error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000',
        error_type: 'validation',
      },
    ],
    [
      'Groq',
      400,
      openai('Please reduce the length of the messages or completion.', { code: 'context_length_exceeded' }),
    ],
    [
      'Groq per minute',
      413,
      openai('Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 9000', {
        type: 'tokens',
        code: 'rate_limit_exceeded',
      }),
    ],
    [
      'Mistral',
      400,
      {
        object: 'error',
        message:
          'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
        type: 'invalid_request_error',
        code: '3051',
      },
    ],
    [
      'DeepSeek',
      400,
      openai("This model's maximum context length is 65536 tokens. However, you requested 70000 tokens"),
    ],
    [
      'xAI',
      400,
      {
        code: 'Client specified an invalid argument',
        error: "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
      },
    ],
    [
      'OpenRouter',
      400,
      {
        error: {
          message: 'Provider returned error',
          code: 400,
          metadata: { raw: '{"error":{"message":"prompt is too long: 9 tokens > 8 maximum"}}' },
        },
      },
    ],
    [
      'Google',
      400,
      google(
        400,
        'INVALID_ARGUMENT',
        'The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).',
      ),
    ],
    [
      'Together',
      422,
      openai('Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 5000 `inputs` tokens'),
    ],
  ])('context_window: %s', (_name, status, body) => {
    expect(verdict(status, body).trigger).toBe('context_window');
  });

  it.each([
    [
      'Azure',
      400,
      {
        error: {
          message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
          type: null,
          param: 'prompt',
          code: 'content_filter',
          status: 400,
          innererror: { code: 'ResponsibleAIPolicyViolation' },
        },
      },
    ],
    [
      'Azure, inner error alone',
      400,
      { error: { message: 'Bad request', code: 'bad', innererror: { code: 'ResponsibleAIPolicyViolation' } } },
    ],
    [
      'OpenAI',
      400,
      openai('Your request was rejected as a result of our safety system.', { code: 'content_policy_violation' }),
    ],
    [
      'OpenAI reasoning',
      400,
      openai('Invalid prompt: your prompt was flagged as potentially violating our usage policy.', {
        code: 'invalid_prompt',
      }),
    ],
    ['Anthropic', 400, anthropic('invalid_request_error', 'Output blocked by content filtering policy')],
    ['DeepSeek', 400, openai('Content Exists Risk')],
    [
      'OpenRouter',
      403,
      { error: { code: 403, message: 'Your input was flagged: your chosen model requires moderation' } },
    ],
  ])('content_policy: %s', (_name, status, body) => {
    expect(verdict(status, body).trigger).toBe('content_policy');
  });

  it.each([
    [
      'OpenAI',
      429,
      openai('You exceeded your current quota, please check your plan and billing details.', {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      }),
    ],
    [
      'Anthropic',
      400,
      anthropic('invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
    ],
    ['Anthropic billing', 402, anthropic('billing_error', 'Payment required')],
    ['DeepSeek', 402, openai('Insufficient Balance', { code: 'invalid_request_error' })],
    ['OpenRouter', 402, { error: { code: 402, message: 'This request requires more credits, or fewer max_tokens.' } }],
    [
      'Google per day',
      429,
      google(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota', [
        { '@type': 't/google.rpc.QuotaFailure', violations: [{ quotaId: 'GenerateRequestsPerDayPerProject' }] },
      ]),
    ],
  ])('quota: %s', (_name, status, body) => {
    expect(verdict(status, body).trigger).toBe('quota');
  });

  it.each([
    [
      'OpenAI',
      404,
      openai('The model `gpt-9` does not exist or you do not have access to it.', { code: 'model_not_found' }),
    ],
    [
      'Azure',
      404,
      { error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' } },
    ],
    ['Azure, wrong address', 404, { error: { code: '404', message: 'Resource not found' } }],
    ['Anthropic', 404, anthropic('not_found_error', 'model: claude-nope')],
    ['Ollama', 404, { error: { message: 'model "nope" not found, try pulling it first', type: 'api_error' } }],
    ['Google', 404, google(404, 'NOT_FOUND', 'models/nope is not found for API version v1beta')],
    ['no JSON at all', 404, '404 page not found'],
    ['an unknown route', 404, { detail: 'Not Found' }],
    ['OpenAI, unknown route', 404, openai('Invalid URL (POST /v1/respones)')],
    ['Groq, decommissioned', 400, openai('The model `x` has been decommissioned', { code: 'model_decommissioned' })],
  ])('model_not_found: %s', (_name, status, body) => {
    expect(verdict(status, body).trigger).toBe('model_not_found');
  });

  it.each([
    ['a parameter', 400, openai("Invalid value for 'temperature'.", { param: 'temperature' })],
    [
      'a user field that is too long',
      400,
      openai("Invalid 'user': string too long. Expected a string with maximum length 64", {
        code: 'string_above_max_length',
      }),
    ],
    [
      'a response that is gone',
      404,
      openai("Previous response with id 'resp_1' not found.", {
        param: 'previous_response_id',
        code: 'previous_response_not_found',
      }),
    ],
    ['a file that is gone', 404, openai('No such File object: file-1', { param: 'id' })],
    ['a body that is too big', 413, anthropic('request_too_large', 'Request exceeds the maximum size')],
    [
      'max_tokens above the limit',
      400,
      openai('max_tokens is too large: 99999. This model supports at most 16384 completion tokens'),
    ],
  ])('client_error: %s', (_name, status, body) => {
    expect(verdict(status, body).trigger).toBe('client_error');
  });

  it('auth: a wrong key that is called a bad request', () => {
    expect(
      verdict(400, google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.')).trigger,
    ).toBe('auth');
  });

  it("rate_limit: Google's sentence on quotas that pass within the minute", () => {
    const body = google(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota', [
      { violations: [{ quotaId: 'RequestsPerMinute' }] },
    ]);
    expect(verdict(429, body).trigger).toBe('rate_limit');
    expect(verdict(429, [body]).trigger).toBe('rate_limit');
  });
});
