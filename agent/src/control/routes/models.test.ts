import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getModel, listModels, patchModel } from '@understudy/contract';
import { registryDocument } from '../testkit/registryDocument.ts';
import { NOW, startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: registryDocument() });
});
afterEach(() => api.close());

const stored = (id: string) => api.editor.document().models.find((model) => model.id === id);

describe('GET models', () => {
  it.each([
    ['?provider=openai', ['gpt-4o', 'org/mini', 'spare']],
    ['?capability=vision', ['gpt-4o']],
    ['?search=mini', ['org/mini']],
    ['?search=SONNET', ['claude']],
    ['?enabled=false', []],
    ['?limit=2&cursor=3', ['llama3', 'spare']],
  ])('filters and pages by %s', async (query, expected) => {
    const { items } = (await api.call('GET', `/models${query}`, { token: 'view' })).as(listModels);
    expect(items.map(({ id }) => id)).toEqual(expected);
  });

  it('says in which chains a model is, special lists included', async () => {
    const statusOf = async (id: string) => (await api.call('GET', `/models/${id}`)).as(getModel).status;
    expect(await statusOf('claude')).toMatchObject({
      breaker: null,
      health: 'healthy',
      chains: ['gpt-4o', 'org/mini'],
    });
    expect((await statusOf('spare'))?.chains).toEqual([]);
  });

  it('gives 404 for an unknown one and 400 for a bad filter', async () => {
    expect((await api.call('GET', '/models/no/such')).status).toBe(404);
    expect((await api.call('GET', '/models?provider=..')).status).toBe(400);
  });
});

describe('writing models', () => {
  it('adds, replaces and patches by ids with slashes', async () => {
    const body = { id: 'new/one', provider: 'openai' };
    expect((await api.call('POST', '/models', { body })).status).toBe(201);
    const patch = { price: { input: 1, output: 2 }, displayName: 'One' };
    expect((await api.change('PATCH', '/models/new/one', { body: patch })).status).toBe(200);
    await api.change('PATCH', '/models/new/one', { body: { price: { output: 3 }, displayName: null } });
    expect(stored('new/one')).toEqual({ ...body, price: { input: 1, output: 3 } });
    expect((await api.change('PUT', '/models/new/one', { body: { provider: 'local' } })).status).toBe(200);
    expect(stored('new/one')).toEqual({ id: 'new/one', provider: 'local' });
  });

  it('refuses what the document forbids with all findings, and stores nothing', async () => {
    const patch = { provider: 'nowhere', price: { input: -1 }, colour: 'red' };
    const { status, findings = [] } = (await api.change('PATCH', '/models/gpt-4o', { body: patch })).problem();
    expect(status).toBe(400);
    expect(findings.length).toBeGreaterThan(1);
    const unknown = await api.change('PATCH', '/models/gpt-4o', { body: { provider: 'nowhere' } });
    expect(unknown.body).toMatchObject({ code: 'invalid_configuration', findings: [{ code: 'unknown_provider' }] });
    expect(api.store.history).toHaveLength(1);
  });

  it('takes a key named __proto__ for nothing else than a key', async () => {
    const { etag } = await api.call('GET', '/models/spare');
    const headers = { 'content-type': 'application/merge-patch+json' };
    const body = JSON.parse('{"__proto__":{"enabled":false}}') as unknown;
    const answer = await api.call('PATCH', '/models/spare', { body, ifMatch: etag, headers });
    expect(answer.as(patchModel).diff).toEqual([]);
    expect(stored('spare')).not.toHaveProperty('enabled');
    expect({}).not.toHaveProperty('enabled');
  });

  it('marks a verified model with time and author, and keeps an older mark whatever is sent', async () => {
    await api.change('PATCH', '/models/spare', { body: { verified: true } });
    expect(stored('spare')?.verified).toEqual({ at: NOW, by: 'adm' });
    const forged = { verified: { at: '2020-01-01T00:00:00.000Z', by: 'ceo' } };
    await api.change('PATCH', '/models/spare', { body: forged });
    expect(stored('spare')?.verified).toEqual({ at: NOW, by: 'adm' });
    await api.change('PATCH', '/models/gpt-4o', { body: forged });
    expect(stored('gpt-4o')?.verified).toEqual({ at: NOW, by: 'adm' });
    await api.change('PATCH', '/models/claude', { body: { verified: true } });
    expect(stored('claude')?.verified).toBe(true);
    await api.change('PATCH', '/models/spare', { body: { verified: false } });
    await api.change('PATCH', '/models/spare', { body: { verified: true } });
    expect(stored('spare')?.verified).toEqual({ at: NOW, by: 'adm' });
  });

  it('removes one that nothing uses at once, one in use with cascade only', async () => {
    expect((await api.change('DELETE', '/models/spare')).status).toBe(200);
    const refused = await api.change('DELETE', '/models/org/mini');
    expect(refused).toMatchObject({ status: 409, body: { code: 'in_use' } });
    expect(refused.problem().affected).toEqual([
      'chains.gpt-4o.fallbacks: org/mini taken out',
      'chains["org/mini"]: removed',
    ]);
    expect((await api.change('DELETE', '/models/org/mini?cascade=true')).status).toBe(200);
    expect(api.editor.document().chains).toEqual([
      { model: 'gpt-4o', fallbacks: ['claude'], contextWindowFallbacks: ['claude'] },
    ]);
    expect(stored('org/mini')).toBeUndefined();
  });

  it('stores nothing in a dry run, and says the same as the write', async () => {
    const body = { enabled: false };
    const dry = (await api.change('PATCH', '/models/claude?dryRun=true', { body })).as(patchModel);
    expect(dry).toMatchObject({ dryRun: true, revision: 1, resource: { enabled: false } });
    const real = (await api.change('PATCH', '/models/claude', { body })).as(patchModel);
    expect(real).toMatchObject({ dryRun: false, revision: 2, diff: dry.diff, findings: dry.findings });
    expect(real.diff).toMatchObject([{ path: 'models.claude.enabled' }]);
    expect(real.findings).toContainEqual(expect.objectContaining({ code: 'disabled_model', severity: 'warning' }));
    expect(api.notes).toHaveLength(1);
  });

  it.each(['view', 'edi'])('refuses %s', async (token) => {
    expect((await api.call('PATCH', '/models/claude', { token, body: {} })).status).toBe(403);
    expect((await api.call('GET', '/models', { token })).status).toBe(200);
  });

  it('refuses everybody under --managed', async () => {
    const managed = await startWritingApi({ document: registryDocument(), editor: { managed: true } });
    expect((await managed.change('DELETE', '/models/spare')).body).toMatchObject({ status: 409, code: 'managed' });
    expect((await managed.change('PATCH', '/models/spare', { body: {} })).status).toBe(409);
    await managed.close();
  });
});
