import { describe, expect, it } from '@jest/globals';
import { answerFault } from './answerVerdict.ts';
import { apiErrorBody } from './apiErrorBody.ts';
import { inBandError } from './inBandError.ts';
import { providerWords } from './providerWords.ts';

const bodyOf = (...args: Parameters<typeof apiErrorBody>): unknown => JSON.parse(apiErrorBody(...args).toString());

describe('an error in the shape of the called API', () => {
  it.each([
    [400, 'client_error', 'invalid_request_error', null],
    [400, 'context_window', 'invalid_request_error', 'context_length_exceeded'],
    [400, 'content_policy', 'invalid_request_error', 'content_filter'],
    [429, 'rate_limit', 'rate_limit_error', 'rate_limit_exceeded'],
    [402, 'quota', 'insufficient_quota', 'insufficient_quota'],
    [529, 'server_error', 'server_error', null],
  ] as const)('OpenAI: %s %s', (status, trigger, type, code) => {
    expect(bodyOf('responses', { status, trigger, message: 'm' })).toEqual({
      error: { message: 'm', type, param: null, code },
    });
  });

  it.each([
    [400, 'invalid_request_error'],
    [404, 'not_found_error'],
    [413, 'request_too_large'],
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [529, 'overloaded_error'],
  ])('Anthropic: %s', (status, type) => {
    const error = { status, trigger: 'server_error' as const, message: 'm' };
    expect(bodyOf('messages', error)).toEqual({ type: 'error', error: { type, message: 'm' } });
  });
});

describe('the provider’s words', () => {
  it.each([
    ['{"error":{"message":"Too Much"}}', 'Too Much'],
    ['[{"error":{"message":"Listed"}}]', 'Listed'],
    ['{"error":"plain"}', 'plain'],
    ['{"detail":"of a validator"}', 'of a validator'],
    ['{"message":"bare"}', 'bare'],
    ['<html>gateway at 10.0.0.1</html>', 'The provider gave no reason.'],
    ['', 'The provider gave no reason.'],
  ])('in %s', (body, words) => {
    expect(providerWords(body)).toBe(words);
  });
});

describe('an error inside an answer', () => {
  it('is found as each package of the library reports it', () => {
    const error = { type: 'overloaded_error', message: 'busy' };
    const wanted = { type: 'error', error };
    expect(inBandError(error)).toEqual(wanted);
    expect(inBandError({ message: 'busy', data: error })).toEqual(wanted);
    expect(inBandError({ responseBody: JSON.stringify(error), statusCode: 529 })).toEqual(wanted);
    expect(inBandError({ error })).toEqual(wanted);
    expect(inBandError('in words')).toEqual({ error: { message: 'in words' } });
  });

  it('is not what the library says about itself', () => {
    expect(inBandError(new Error('Response stream ended without a finish reason.'))).toBeNull();
  });
});

describe('an answer without content', () => {
  it.each([
    [{ hasContent: true, reasoned: false, finish: null }, undefined],
    [{ hasContent: false, reasoned: true, finish: 'length' as const }, undefined],
    [{ hasContent: false, reasoned: false, finish: 'length' as const }, 'empty_response'],
    [{ hasContent: false, reasoned: true, finish: 'stop' as const }, 'empty_response'],
    [{ hasContent: false, reasoned: false, finish: 'content-filter' as const }, 'content_policy'],
  ])('%j', (content, trigger) => {
    expect(answerFault(content)?.trigger).toBe(trigger);
  });
});
