import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: registryDocument({ policy: { maxDepth: 2 } }) });
});
afterEach(() => api.close());

describe('policy', () => {
  it('is read, replaced and reset by an editor', async () => {
    expect((await api.call('GET', '/policy', { token: 'view' })).body).toEqual({ maxDepth: 2 });
    const put = await api.change('PUT', '/policy', { body: { preset: 'single' }, token: 'edi' });
    expect(put.body).toMatchObject({ revision: 2, resource: { preset: 'single' } });
    const { etag } = await api.call('GET', '/policy');
    expect((await api.call('POST', '/policy/reset', { token: 'edi' })).status).toBe(428);
    const reset = await api.call('POST', '/policy/reset', { ifMatch: etag, token: 'edi' });
    expect(reset.body).toMatchObject({ revision: 3, resource: {} });
    expect(api.editor.document()).not.toHaveProperty('policy');
  });

  it('refuses what is out of range, naming it', async () => {
    const body = { triggers: { rate_limit: { retries: 11 } } };
    const { status, findings } = (await api.change('PUT', '/policy', { body })).problem();
    expect(status).toBe(400);
    expect(findings?.[0]?.path).toBe('triggers.rate_limit.retries');
  });

  it('is not changed by a viewer, nor under --managed', async () => {
    expect((await api.change('PUT', '/policy', { body: {}, token: 'view' })).status).toBe(403);
    const managed = await startWritingApi({ document: registryDocument(), editor: { managed: true } });
    expect((await managed.change('PUT', '/policy', { body: {} })).status).toBe(409);
    await managed.close();
  });
});
