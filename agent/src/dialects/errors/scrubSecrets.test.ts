import { describe, expect, it } from '@jest/globals';
import type { ProviderAccount } from '../providerAccount.ts';
import { scrubBody, scrubSecrets } from './scrubSecrets.ts';

const account: ProviderAccount = {
  id: 'p',
  dialect: 'openai',
  baseUrl: 'https://example.test/v1',
  apiKey: 'plain.secret/value+1',
  apiVersion: null,
  headers: { 'x-team': 'team-secret', 'x-short': 'no' },
  maxConnections: 1,
};

describe('scrubSecrets', () => {
  it.each([
    ['Incorrect API key provided: sk-proj-abc***xyz.', 'Incorrect API key provided: [redacted].'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer [redacted]'],
    ['key AIzaSyA1234567890 is bad', 'key [redacted] is bad'],
    ['gsk_123456789 and xai-123456789', '[redacted] and [redacted]'],
    ['you sent plain.secret/value+1!', 'you sent [redacted]!'],
    ['for team-secret', 'for [redacted]'],
    ['no task-list, risk-averse', 'no task-list, risk-averse'],
  ])('%s', (text, clean) => {
    expect(scrubSecrets(text, account)).toBe(clean);
  });

  it('answers the same buffer where there is nothing to take out', () => {
    const body = Buffer.from('{"error":"nothing"}');
    expect(scrubBody(body, account)).toBe(body);
    expect(scrubBody(Buffer.from('sk-12345678'), account).toString()).toBe('[redacted]');
  });
});
