import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deleteChain, getChain, listChains, validateChain } from '@understudy/contract';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: registryDocument() });
});
afterEach(() => api.close());

const list = async (query = '') => (await api.call('GET', `/chains${query}`, { token: 'view' })).as(listChains);

describe('chains', () => {
  it('are listed, searched in all their lists, and paged', async () => {
    expect((await list('?search=mini')).total).toBe(2);
    expect((await api.call('GET', '/chains?limit=1')).body).toMatchObject({ total: 2, next: '1' });
    expect((await api.call('GET', '/chains?limit=x')).status).toBe(400);
  });

  it('say whether a drill proved them lately, and are found by that', async () => {
    expect((await list()).counts).toEqual({ all: 2, notProven: 1 });
    expect((await list('?proven=false')).items.map(({ model }) => model)).toEqual(['gpt-4o']);
    expect(await list('?proven=true')).toMatchObject({ total: 1, items: [{ model: 'org/mini' }] });
  });

  it.each([
    ['?provider=eu/claude', ['gpt-4o', 'org/mini']],
    ['?provider=openai&upstreamModel=gpt-4o-mini', ['gpt-4o', 'org/mini']],
    ['?upstreamModel=gpt-4o', ['gpt-4o']],
    ['?provider=eu/claude&upstreamModel=gpt-4o', []],
    ['?search=CLAUDE', ['gpt-4o', 'org/mini']],
  ])('are found by whom they call: %s', async (query, expected) => {
    expect((await list(query)).items.map(({ model }) => model)).toEqual(expected);
  });

  it('carry their status, and refuse a time zone that is none', async () => {
    const chain = (await api.call('GET', '/chains/gpt-4o?tz=Asia/Tokyo')).as(getChain);
    expect(chain.status).toMatchObject({ label: 'primary', preset: 'patient', today: { totalRequests: 0 } });
    for (const path of ['/chains', '/chains/gpt-4o']) {
      const { status, detail } = (await api.call('GET', `${path}?tz=Mars/Olympus`)).problem();
      expect([status, detail]).toEqual([400, expect.stringContaining('tz')]);
    }
  });

  it('are created and replaced by an editor, by the path alone', async () => {
    const body = { fallbacks: ['gpt-4o'] };
    expect((await api.call('PUT', '/chains/spare', { body, token: 'edi' })).status).toBe(200);
    const replaced = await api.change('PUT', '/chains/org/mini', { body: { fallbacks: ['spare'] }, token: 'edi' });
    expect(replaced.status).toBe(400);
    expect(replaced.problem().findings).toContainEqual(expect.objectContaining({ code: 'chain_cycle' }));
    expect((await api.change('PUT', '/chains/spare', { body: { model: 'gpt-4o', fallbacks: [] } })).status).toBe(400);
  });

  it('have ETags of their own: edits of two chains do not collide', async () => {
    const [one, two] = await Promise.all([api.call('GET', '/chains/gpt-4o'), api.call('GET', '/chains/org/mini')]);
    const put = (path: string, ifMatch: string) => api.call('PUT', path, { body: { fallbacks: ['spare'] }, ifMatch });
    expect((await put('/chains/gpt-4o', one.etag)).status).toBe(200);
    expect((await put('/chains/org/mini', two.etag)).status).toBe(200);
    const stale = await put('/chains/gpt-4o', one.etag);
    expect(stale).toMatchObject({ status: 412, body: { current: { model: 'gpt-4o', fallbacks: ['spare'] } } });
  });

  it('refuse a disabled model that is newly added', async () => {
    const refused = await api.change('PUT', '/chains/gpt-4o', { body: { fallbacks: ['llama3'] } });
    expect(refused.problem().findings).toContainEqual(
      expect.objectContaining({ code: 'disabled_provider', severity: 'error' }),
    );
  });

  it('are removed; one that is not there is 404', async () => {
    const dry = await api.change('DELETE', '/chains/gpt-4o?dryRun=true', { token: 'edi' });
    expect(dry.as(deleteChain).dryRun).toBe(true);
    expect((await api.change('DELETE', '/chains/gpt-4o', { token: 'edi' })).status).toBe(200);
    expect((await api.call('DELETE', '/chains/gpt-4o', { ifMatch: '*' })).status).toBe(404);
    expect((await api.call('DELETE', '/chains/org/mini')).status).toBe(428);
    expect(api.notes.map(({ action, status, revision }) => [action, status, revision])).toEqual([
      ['deleteChain', 200, 2],
      ['deleteChain', 404, null],
      ['deleteChain', 428, null],
    ]);
  });

  it('are checked while somebody edits them: what is about them alone, with nothing stored', async () => {
    const check = (body: unknown, token = 'edi') => api.call('POST', '/config/validate-chain', { body, token });
    const sound = await check({ model: 'gpt-4o', fallbacks: ['claude'] });
    expect(sound).toMatchObject({ status: 200, body: { valid: true, revision: 1 } });
    const answer = await check({ model: 'org/mini', fallbacks: ['gpt-4o', 'llama3', 'nobody'] });
    const circle = answer.as(validateChain);
    expect(circle.valid).toBe(false);
    expect(circle.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ severity: 'error', code: 'chain_cycle', path: 'chains[1].fallbacks[0]' },
          ...{ short: 'gpt-4o → org/mini makes a circle.' },
          about: [{ chain: 'org/mini', list: 'fallbacks', step: 1 }],
        }),
        expect.objectContaining({ code: 'disabled_provider', severity: 'error', short: 'local is disabled.' }),
        expect.objectContaining({ code: 'unknown_model', short: 'There is no model nobody.' }),
      ]),
    );
    expect((await check({ fallbacks: [] })).status).toBe(400);
    expect((await check({ model: 'gpt-4o', fallbacks: [] }, 'view')).status).toBe(403);
    expect(api.store.current()?.revision).toBe(1);
  });

  it('can be checked under --managed too', async () => {
    const managed = await startWritingApi({ document: registryDocument(), editor: { managed: true } });
    const body = { model: 'spare', fallbacks: ['claude'] };
    const answer = await managed.call('POST', '/config/validate-chain', { body });
    expect(answer.as(validateChain).valid).toBe(true);
    await managed.close();
  });

  it('are not changed by a viewer, nor under --managed', async () => {
    expect((await api.call('PUT', '/chains/spare', { body: { fallbacks: [] }, token: 'view' })).status).toBe(403);
    const managed = await startWritingApi({ document: registryDocument(), editor: { managed: true } });
    expect((await managed.call('PUT', '/chains/spare', { body: { fallbacks: [] } })).status).toBe(409);
    await managed.close();
  });
});
