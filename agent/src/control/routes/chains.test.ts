import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: registryDocument() });
});
afterEach(() => api.close());

describe('chains', () => {
  it('are listed, searched in all their lists, and paged', async () => {
    expect((await api.call('GET', '/chains?search=mini', { token: 'view' })).body.total).toBe(2);
    expect((await api.call('GET', '/chains?limit=1')).body).toMatchObject({ total: 2, next: '1' });
    expect((await api.call('GET', '/chains?limit=x')).status).toBe(400);
  });

  it('are created and replaced by an editor, by the path alone', async () => {
    const body = { fallbacks: ['gpt-4o'] };
    expect((await api.call('PUT', '/chains/spare', { body, token: 'edi' })).status).toBe(200);
    const replaced = await api.change('PUT', '/chains/org/mini', { body: { fallbacks: ['spare'] }, token: 'edi' });
    expect(replaced.status).toBe(400);
    expect(replaced.body.findings).toContainEqual(expect.objectContaining({ code: 'chain_cycle' }));
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
    const { body } = await api.change('PUT', '/chains/gpt-4o', { body: { fallbacks: ['llama3'] } });
    expect(body.findings).toContainEqual(expect.objectContaining({ code: 'disabled_provider', severity: 'error' }));
  });

  it('are removed; one that is not there is 404', async () => {
    expect((await api.change('DELETE', '/chains/gpt-4o?dryRun=true', { token: 'edi' })).body.dryRun).toBe(true);
    expect((await api.change('DELETE', '/chains/gpt-4o', { token: 'edi' })).status).toBe(200);
    expect((await api.call('DELETE', '/chains/gpt-4o', { ifMatch: '*' })).status).toBe(404);
    expect((await api.call('DELETE', '/chains/org/mini')).status).toBe(428);
    expect(api.notes.map(({ action, status, revision }) => [action, status, revision])).toEqual([
      ['deleteChain', 200, 2],
      ['deleteChain', 404, null],
      ['deleteChain', 428, null],
    ]);
  });

  it('are not changed by a viewer, nor under --managed', async () => {
    expect((await api.call('PUT', '/chains/spare', { body: { fallbacks: [] }, token: 'view' })).status).toBe(403);
    const managed = await startWritingApi({ document: registryDocument(), editor: { managed: true } });
    expect((await managed.call('PUT', '/chains/spare', { body: { fallbacks: [] } })).status).toBe(409);
    await managed.close();
  });
});
