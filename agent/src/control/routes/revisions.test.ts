import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diffRevision, listRevisions, rollbackRevision } from '@understudy/contract';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: registryDocument() });
});
afterEach(() => api.close());

const list = async (query = '') => (await api.call('GET', `/revisions${query}`, { token: 'view' })).as(listRevisions);
const disable = (enabled: boolean) => api.change('PATCH', '/models/gpt-4o', { body: { enabled } });

describe('revisions', () => {
  it('are listed newest first with the number of changes, page by page while new ones come', async () => {
    await disable(false);
    await disable(true);
    const first = await list('?limit=2');
    expect(first).toMatchObject({ total: 3, next: '2', items: [{ revision: 3, changes: 1 }, { revision: 2 }] });
    await disable(false);
    const second = await list(`?limit=2&cursor=${first.next}`);
    expect(second).toMatchObject({ next: null, items: [{ revision: 1, author: 'file:understudy.yaml' }] });
    expect(second.items[0]?.changes).toBeGreaterThan(1);
  });

  it('are found by the chain that they changed, created, or removed', async () => {
    const put = (model: string, fallbacks: string[]) =>
      api.change('PUT', `/chains/${model}`, { body: { fallbacks }, token: 'edi' });
    await put('gpt-4o', ['claude']);
    await disable(false);
    await put('org/mini', ['spare']);
    await put('gpt-4o', ['spare']);
    const found = async (query: string) => {
      const { items, next } = await list(`?${query}`);
      return [items.map(({ revision }) => revision), next];
    };
    expect(await found('model=gpt-4o')).toEqual([[5, 2, 1], null]);
    expect(await found('model=org/mini')).toEqual([[4, 1], null]);
    expect(await found('model=nobody')).toEqual([[], null]);
    expect(await found('model=gpt-4o&limit=2')).toEqual([[5, 2], '2']);
    expect(await found('model=gpt-4o&limit=2&cursor=2')).toEqual([[1], null]);
  });

  it('are looked through for a chain in portions: a page may be empty and not the last', async () => {
    for (let n = 0; n < 101; n++) await disable(n % 2 === 1);
    const first = await list('?model=gpt-4o');
    expect(first).toMatchObject({ items: [], next: '3' });
    const second = await list(`?model=gpt-4o&cursor=${first.next}`);
    expect(second).toMatchObject({ items: [{ revision: 1 }], next: null });
  });

  it('know not what the oldest kept one changed', async () => {
    await disable(false);
    api.store.history.shift();
    expect((await list()).items).toMatchObject([{ revision: 2, changes: null }]);
    expect((await api.call('GET', '/revisions/2/diff')).status).toBe(404);
    expect((await api.call('GET', '/revisions/2/diff?against=0')).status).toBe(200);
  });

  it('are read with their redacted document, and compared', async () => {
    await disable(false);
    expect((await api.call('GET', '/revisions/2')).body).toMatchObject({
      revision: 2,
      author: 'adm',
      reason: null,
      document: { models: [{ id: 'gpt-4o', enabled: false }, {}, {}, {}, {}] },
    });
    expect((await api.call('GET', '/revisions/2/diff')).body).toEqual({
      revision: 2,
      against: 1,
      diff: [{ path: 'models.gpt-4o.enabled', after: false }],
    });
    const back = (await api.call('GET', '/revisions/1/diff?against=2')).as(diffRevision);
    expect(back.diff).toEqual([{ path: 'models.gpt-4o.enabled', before: false }]);
  });

  it.each(['99', '0', 'x', '1.5', '-1', '1e3', '99999999999'])('give 404 for %s', async (n) => {
    expect((await api.call('GET', `/revisions/${n}`)).status).toBe(404);
    expect((await api.call('GET', `/revisions/${n}/diff`)).status).toBe(404);
    expect((await api.call('POST', `/revisions/${n}/rollback`, { ifMatch: '*' })).status).toBe(404);
  });

  it('refuse a bad comparison', async () => {
    expect((await api.call('GET', '/revisions/1/diff?against=x')).status).toBe(400);
    expect((await api.call('GET', '/revisions/1/diff?against=77')).status).toBe(404);
  });
});

describe('rollback', () => {
  it('makes a new revision with the old document, marks and references of the operator included', async () => {
    await disable(false);
    await api.change('DELETE', '/providers/eu/claude?cascade=true');
    const { etag } = await api.call('GET', '/config');
    const answer = await api.call('POST', '/revisions/1/rollback?dryRun=true', { ifMatch: etag });
    const dry = answer.as(rollbackRevision);
    expect(dry).toMatchObject({ dryRun: true, revision: 3 });
    expect(dry.diff).not.toEqual([]);
    const { status, body } = await api.call('POST', '/revisions/1/rollback', { ifMatch: etag });
    expect(status).toBe(200);
    expect(body).toMatchObject({ revision: 4, diff: dry.diff });
    expect(api.store.current()).toMatchObject({ reason: 'Rollback to revision 1', document: registryDocument() });
    const again = await api.call('POST', '/revisions/1/rollback', { ifMatch: '*' });
    expect(again.body).toMatchObject({ revision: 4, diff: [] });
  });

  it("asks for If-Match of the configuration and passes today's rules", async () => {
    api.store.put({ version: 1, providers: [], models: [], chains: [{ model: 'gone', fallbacks: [] }] });
    api.store.put(registryDocument());
    expect((await api.call('POST', '/revisions/1/rollback')).status).toBe(428);
    expect((await api.call('POST', '/revisions/1/rollback', { ifMatch: '"old"' })).status).toBe(412);
    const refused = await api.call('POST', '/revisions/2/rollback', { ifMatch: '*' });
    expect(refused).toMatchObject({ status: 400, body: { findings: [{ code: 'unknown_model' }] } });
    expect(api.store.history).toHaveLength(3);
  });

  it('is for admins, and not under --managed', async () => {
    expect((await api.call('POST', '/revisions/1/rollback', { ifMatch: '*', token: 'edi' })).status).toBe(403);
    const managed = await startWritingApi({ document: registryDocument(), editor: { managed: true } });
    expect((await managed.call('POST', '/revisions/1/rollback', { ifMatch: '*' })).status).toBe(409);
    await managed.close();
  });
});
