import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setLibraryStage, type LibraryStage } from './stage.ts';

const KEY = 'client-key-of-checkout';
const body = JSON.stringify({ model: 'lead', messages: [{ role: 'user', content: 'hi there' }] });
const post = { method: 'POST', body };

let stage: LibraryStage;

beforeAll(async () => {
  stage = await setLibraryStage({}, { clients: [{ id: 'checkout', key: KEY }] });
});
beforeEach(() => {
  stage.lead.reset();
  stage.second.reset();
  stage.log.lines.length = 0;
});
afterAll(() => stage.close());

const chat = (path: string): Promise<Response> => stage.understudy.fetch(`https://anywhere.invalid${path}`, post);

describe('the drop-in fetch', () => {
  it.each([
    '/v1/chat/completions',
    '/chat/completions',
    '/api/openai/v1/chat/completions?x=1',
    '/openai/deployments/lead/chat/completions?api-version=2024-10-21',
  ])('serves %s, whatever the base URL', async (path) => {
    stage.lead.setDefault({ kind: 'error', error: 'server_error' });
    const response = await chat(path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': expect.stringContaining('application/json'),
      'x-understudy-request-id': expect.stringMatching(/^req_/),
      'x-understudy-requested-model': 'lead',
      'x-understudy-served-model': 'second',
      'x-understudy-fallback': 'true',
      'x-understudy-attempts': '2',
      'x-understudy-trigger': 'server_error',
    });
    expect(await response.json()).toMatchObject({ object: 'chat.completion' });
  });

  it('keeps completions and chat completions apart', async () => {
    const request = { method: 'POST', body: JSON.stringify({ model: 'lead', prompt: 'hi' }) };
    const response = await stage.understudy.fetch('http://x/v1/completions', request);
    expect(await response.json()).toMatchObject({ object: 'text_completion' });
  });

  it('takes a Request, an URL and bytes as well', async () => {
    const url = 'http://x/v1/chat/completions';
    const forms: Parameters<typeof fetch>[] = [
      [new Request(url, post)],
      [new URL(url), post],
      [url, { method: 'POST', body: new TextEncoder().encode(body) }],
      [url, { method: 'post', body: new Blob([body]) }],
    ];
    for (const form of forms) expect((await stage.understudy.fetch(...form)).status).toBe(200);
    expect(stage.lead.callCount).toBe(forms.length);
  });

  it('can be handed over without its object', async () => {
    const { fetch } = stage.understudy;
    const response = await fetch('http://x/v1/models');
    expect(await response.json()).toMatchObject({ data: [{ id: 'lead' }, { id: 'second' }] });
  });

  it.each(['/v1/models/second', '/models/second'])('retrieves a model at %s', async (path) => {
    const response = await stage.understudy.fetch(`http://x${path}`);
    expect(await response.json()).toMatchObject({ id: 'second' });
  });

  it.each<[string, string, number, string]>([
    ['GET', '/v1/files', 404, 'not_found'],
    ['POST', '/v1/audio/transcriptions', 404, 'not_found'],
    ['GET', '/v1/responses/resp_1', 404, 'not_found'],
    ['GET', '/v1/chat/completions', 405, 'method_not_allowed'],
    ['GET', '/v1/models/nobody', 404, 'model_not_found'],
  ])('answers %s %s with %i %s in words', async (method, path, status, code) => {
    const response = await stage.understudy.fetch(`http://x${path}`, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code, message: expect.stringMatching(/./) } });
  });

  it.each<[string, string, string]>([
    ['what is no JSON', '{"model"', 'invalid_json'],
    ['a body without a model', '{}', 'invalid_request'],
  ])('refuses %s, and counts it', async (_, bad, code) => {
    const response = await stage.understudy.fetch('http://x/v1/chat/completions', { method: 'POST', body: bad });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect(stage.log.said).toEqual(['info: request ended: rejected']);
  });

  it("answers in the called API's shape when every model failed, and asks not to retry", async () => {
    stage.lead.setDefault({ kind: 'error', error: 'server_error' });
    stage.second.setDefault({ kind: 'error', error: 'overloaded' });
    const response = await stage.understudy.fetch('http://x/v1/messages', {
      method: 'POST',
      body: JSON.stringify({ model: 'lead', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }] }),
    });
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { attempts: [{ model: 'lead' }, { model: 'second' }] },
    });
  });

  it('knows a configured client by its key, and never sends that key on', async () => {
    const headers = { authorization: `Bearer ${KEY}` };
    await stage.understudy.fetch('http://x/v1/chat/completions', { ...post, headers });
    await stage.understudy.fetch('http://x/v1/chat/completions', { ...post, headers: { 'x-api-key': 'other' } });
    expect(stage.log.lines.map(({ fields }) => fields['client'])).toEqual(['checkout', 'anonymous']);
    const sent = JSON.stringify(stage.lead.calls.map(({ headers: sentHeaders }) => sentHeaders));
    expect(sent).not.toContain(KEY);
    expect(sent).not.toContain('other');
  });

  it("rejects with the signal's reason, before and during a call", async () => {
    const early = stage.understudy.fetch('http://x/v1/models', { signal: AbortSignal.abort(new Error('early')) });
    await expect(early).rejects.toThrow('early');
    stage.lead.setDefault({ kind: 'hang' });
    const abort = new AbortController();
    const call = stage.understudy.fetch('http://x/v1/chat/completions', { ...post, signal: abort.signal });
    await stage.lead.waitFor(({ outcome }) => outcome === 'pending');
    abort.abort(new Error('late'));
    await expect(call).rejects.toThrow('late');
    await stage.lead.waitFor(({ outcome }) => outcome === 'client_closed');
  });
});
