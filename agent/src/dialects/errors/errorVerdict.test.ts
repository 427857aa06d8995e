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
describe('errorVerdict by status', () => {
  it.each([
    [400, 'client_error'],
    [401, 'auth'],
    [402, 'quota'],
    [403, 'auth'],
    [405, 'client_error'],
    [408, 'timeout'],
    [409, 'client_error'],
    [413, 'client_error'],
    [422, 'client_error'],
    [429, 'rate_limit'],
    [500, 'server_error'],
    [501, 'server_error'],
    [502, 'server_error'],
    [503, 'timeout'],
    [504, 'timeout'],
    [520, 'server_error'],
    [529, 'server_error'],
  ])('%i is %s', (status, trigger) => {
    expect(verdict(status, openai('Something.')).trigger).toBe(trigger);
    expect(verdict(status, '<html><body>Nope</body></html>').trigger).toBe(trigger);
  });
});

describe('errorVerdict inside a 200', () => {
  it.each([
    ['overloaded', anthropic('overloaded_error', 'Overloaded'), 529, 'server_error'],
    ['rate limit', anthropic('rate_limit_error', 'Slow down'), 429, 'rate_limit'],
    ['timeout', anthropic('timeout_error', 'Too slow'), 504, 'timeout'],
    ['api error', anthropic('api_error', 'Internal'), 500, 'server_error'],
    ['a status in the code', { error: { code: 429, message: 'x' } }, 429, 'rate_limit'],
    ['a bad request', openai('Nope'), 400, 'client_error'],
    ['a failed response', { error: { code: 'rate_limit_exceeded', message: 'x' } }, 429, 'rate_limit'],
    ['an empty account', openai('You exceeded your current quota', { type: 'insufficient_quota' }), 429, 'quota'],
    ['anything else', { error: 'boom' }, 500, 'server_error'],
  ])('%s', (_name, body, status, trigger) => {
    expect(verdict(200, body)).toMatchObject({ status, trigger });
  });
});

describe('the message of a verdict', () => {
  it('names status, type and code, and nothing of the prose, which may quote the prompt', () => {
    const said = verdict(400, openai('Invalid content: my secret prompt', { code: 'bad_content' }));
    expect(said.message).toBe('the provider answered 400 (invalid_request_error, bad_content)');
    expect(verdict(500, { error: { code: 'my secret prompt!' } }).message).toBe('the provider answered 500');
  });
});
