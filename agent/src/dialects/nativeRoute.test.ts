import { describe, expect, it } from '@jest/globals';
import type { DialectName } from '@understudy/contract';
import type { ApiKind } from '../engine/index.ts';
import { speaks } from './dialectOf.ts';
import { NativeRoute } from './nativeRoute.ts';
import type { ProviderAccount } from './providerAccount.ts';

function account(dialect: DialectName, baseUrl: string, more: Partial<ProviderAccount> = {}): ProviderAccount {
  return { id: 'p', dialect, baseUrl, apiKey: 'key-1', apiVersion: null, headers: {}, maxConnections: 4, ...more };
}

function headersOf(of: ProviderAccount, client: Record<string, string> = {}): Record<string, string> {
  const flat = new NativeRoute(of).headers({ id: 'req-1', headers: client });
  const pairs = flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : []));
  expect(new Set(pairs.map(([name]) => name)).size).toBe(pairs.length);
  return Object.fromEntries(pairs) as Record<string, string>;
}

describe('the path of a native call', () => {
  it.each<[DialectName, string, ApiKind, string | null]>([
    ['openai', 'https://api.openai.com/v1', 'chat', '/v1/chat/completions'],
    ['openai', 'https://api.openai.com/v1/', 'embeddings', '/v1/embeddings'],
    ['openai', 'https://api.deepseek.com', 'completions', '/completions'],
    ['openai', 'https://api.groq.com/openai/v1', 'responses', '/openai/v1/responses'],
    ['openai', 'https://api.openai.com/v1', 'messages', null],
    ['ollama', 'http://localhost:11434', 'chat', '/v1/chat/completions'],
    ['litellm', 'http://localhost:4000/v1', 'chat', '/v1/chat/completions'],
    ['anthropic', 'https://api.anthropic.com', 'messages', '/v1/messages'],
    ['anthropic', 'https://api.anthropic.com/v1/', 'messages', '/v1/messages'],
    ['anthropic', 'https://gateway.test/anthropic/v1', 'messages', '/anthropic/v1/messages'],
    ['anthropic', 'https://api.anthropic.com', 'chat', null],
    ['google', 'https://generativelanguage.googleapis.com/v1beta', 'chat', null],
    [
      'azure-openai',
      'https://x.openai.azure.com',
      'chat',
      '/openai/deployments/my%20dep/chat/completions?api-version=2024-10-21',
    ],
    [
      'azure-openai',
      'https://x.openai.azure.com/openai/',
      'embeddings',
      '/openai/deployments/my%20dep/embeddings?api-version=2024-10-21',
    ],
    ['azure-openai', 'https://x.openai.azure.com/openai/v1', 'responses', '/openai/v1/responses?api-version=preview'],
  ])('%s %s %s', (dialect, baseUrl, api, path) => {
    expect(new NativeRoute(account(dialect, baseUrl)).path(api, 'my dep')).toBe(path);
    expect(speaks(dialect, api)).toBe(path !== null);
  });

  it("uses Azure's versions where they belong", () => {
    const dated = new NativeRoute(account('azure-openai', 'https://x.test', { apiVersion: '2025-01-01-preview' }));
    expect(dated.path('chat', 'd')).toContain('api-version=2025-01-01-preview');
    expect(dated.path('responses', 'd')).toContain('api-version=preview');
    const v1 = new NativeRoute(account('azure-openai', 'https://x.test', { apiVersion: 'latest' }));
    expect(v1.path('responses', 'd')).toContain('api-version=latest');
  });
});

describe('the headers of a native call', () => {
  it.each<[DialectName, string, string]>([
    ['openai', 'authorization', 'Bearer key-1'],
    ['azure-openai', 'api-key', 'key-1'],
    ['anthropic', 'x-api-key', 'key-1'],
  ])('carry the credential of %s', (dialect, name, value) => {
    expect(headersOf(account(dialect, 'https://x.test'))[name]).toBe(value);
  });

  it('carry no credential where the account has none', () => {
    expect(headersOf(account('ollama', 'http://x.test', { apiKey: null }))).toEqual({
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-encoding': 'identity',
      'x-request-id': 'req-1',
    });
  });

  it("never carry the client's credential, connection or the agent's own headers", () => {
    const client = {
      authorization: 'Bearer client',
      'x-api-key': 'client',
      cookie: 'a=b',
      host: 'h',
      connection: 'close',
      'content-length': '1',
      'accept-encoding': 'br',
      'proxy-authorization': 'x',
      'x-understudy-tags': 't',
      'x-forwarded-for': '10.0.0.1',
      'x-request-id': 'client',
      traceparent: '00-1-2-03',
      'x-stainless-lang': 'js',
    };
    const headers = headersOf(account('openai', 'https://x.test'), client);
    expect(headers).toEqual({
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: 'Bearer key-1',
      'x-request-id': 'req-1',
      traceparent: '00-1-2-03',
      'x-stainless-lang': 'js',
    });
  });

  it("pass a dialect's own family of headers to that dialect alone", () => {
    const client = { 'anthropic-beta': 'b', 'openai-beta': 'o' };
    expect(headersOf(account('openai', 'https://x.test'), client)).not.toHaveProperty('anthropic-beta');
    expect(headersOf(account('azure-openai', 'https://x.test'), client)).toHaveProperty('openai-beta', 'o');
    const anthropic = headersOf(account('anthropic', 'https://x.test'), client);
    expect(anthropic).toMatchObject({ 'anthropic-beta': 'b', 'anthropic-version': '2023-06-01' });
    expect(anthropic).not.toHaveProperty('openai-beta');
  });

  it("let the client choose Anthropic's version, and the account overrule everybody", () => {
    const client = { 'anthropic-version': '2024-01-01', 'x-team': 'client' };
    expect(headersOf(account('anthropic', 'https://x.test'), client)['anthropic-version']).toBe('2024-01-01');
    const strict = account('anthropic', 'https://x.test', {
      headers: { 'Anthropic-Version': 'mine', 'x-team': 'mine', 'x-api-key': 'other' },
    });
    expect(headersOf(strict, client)).toMatchObject({
      'anthropic-version': 'mine',
      'x-team': 'mine',
      'x-api-key': 'other',
    });
  });
});

describe('asking for usage', () => {
  const route = () => new NativeRoute(account('openai', 'https://x.test'));

  it('is for streams of chat completions and completions', () => {
    expect(route().asksForUsage({ stream: true, api: 'chat' })).toBe(true);
    expect(route().asksForUsage({ stream: true, api: 'completions' })).toBe(true);
    expect(route().asksForUsage({ stream: true, api: 'responses' })).toBe(false);
    expect(route().asksForUsage({ stream: false, api: 'chat' })).toBe(false);
  });

  it('ends when the server refused it', () => {
    const refused = route();
    refused.noteUsageRefused();
    expect(refused.asksForUsage({ stream: true, api: 'chat' })).toBe(false);
  });
});
