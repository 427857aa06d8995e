import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listAudit } from '@understudy/contract';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: registryDocument(), writesPerSecond: 6 });
});
afterEach(() => api.close());

const patch = (call = {}) => api.call('PATCH', '/models/gpt-4o', { body: { enabled: false }, ...call });
const list = async (query = '') => (await api.call('GET', `/audit${query}`)).as(listAudit).items;

describe('what is noted', () => {
  it('holds writes with their revision and what changed, and every kind of refused attempt once', async () => {
    await patch({ token: null });
    await patch({ token: 'wrong' });
    await patch({ token: 'view' });
    await patch();
    await patch({ ifMatch: '"stale"' });
    await api.call('POST', '/models', { headers: { 'content-type': 'application/json' }, body: 'text' });
    await api.change('DELETE', '/models/claude');
    await patch({ ifMatch: '*', headers: { 'x-understudy-reason': 'too%20slow' } });
    expect(api.notes.map(({ status }) => status)).toEqual([401, 401, 403, 428, 412, 400, 409, 200]);
    expect(api.notes.at(-1)).toMatchObject({
      author: 'adm',
      token: 'adm',
      role: 'admin',
      action: 'patchModel',
      target: 'gpt-4o',
      outcome: 'done',
      detail: 'too slow',
      revision: 2,
      changes: ['models.gpt-4o.enabled'],
    });
    expect(api.notes[6]).toMatchObject({ action: 'deleteModel', target: 'claude', revision: null });
  });

  it('holds what was refused for too many requests', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => patch({ ifMatch: '"stale"' })));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    expect(api.notes).toContainEqual(expect.objectContaining({ status: 429, outcome: 'refused', target: 'gpt-4o' }));
  });

  it('holds neither reads, nor dry runs, nor bodies', async () => {
    await api.call('GET', '/models');
    await patch({ ifMatch: '*', headers: {} });
    await api.call('PATCH', '/models/gpt-4o?dryRun=true', { body: { enabled: true }, ifMatch: '*' });
    await api.call('PATCH', '/models/gpt-4o?dryRun=true', { body: { enabled: 1 }, ifMatch: '*' });
    const secret = { apiKey: 'sk-plain-one', dialect: 'nonsense' };
    await api.call('PATCH', '/providers/openai', { body: secret, ifMatch: '*' });
    expect(api.notes).toHaveLength(2);
    expect(JSON.stringify(api.notes)).not.toContain('sk-plain-one');
  });

  it('names what was created', async () => {
    await api.call('POST', '/models', { body: { id: 'new/one', provider: 'openai' } });
    expect(api.notes).toMatchObject([{ action: 'createModel', target: 'new/one', status: 201 }]);
  });
});

describe('GET audit', () => {
  it('is newest first and filtered', async () => {
    await patch();
    await patch({ ifMatch: '*' });
    expect(await list()).toMatchObject([
      { id: 2, outcome: 'done' },
      { id: 1, status: 428 },
    ]);
    expect(await list('?outcome=refused')).toHaveLength(1);
    expect(await list('?action=patchModel&target=gpt-4o&author=adm')).toHaveLength(2);
    expect(await list('?action=putModel,patchModel&author=nobody,adm')).toHaveLength(2);
    expect(await list('?author=nobody')).toEqual([]);
    expect(await list('?from=2026-10-01T08:00:00Z&to=2026-10-01T08:00:01Z')).toHaveLength(2);
    expect(await list('?to=2026-10-01T10:00:00%2B02:00')).toHaveLength(0);
  });

  it.each(['?outcome=maybe', '?from=yesterday', '?cursor=12', '?limit=0'])('refuses %s', async (query) => {
    expect((await api.call('GET', `/audit${query}`)).status).toBe(400);
  });

  it('comes as CSV in which no cell is a formula', async () => {
    await patch({ headers: { 'x-understudy-reason': encodeURIComponent('=HYPERLINK("http://x")') }, ifMatch: '*' });
    const { text, headers } = await api.call('GET', '/audit', { headers: { accept: 'text/csv' } });
    expect(headers.get('content-type')).toContain('text/csv');
    const [head, line] = text.split('\r\n');
    expect(head).toBe('id,at,author,token,role,action,target,outcome,status,detail,revision,changes,instance');
    expect(line).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it.each(['view', 'edi'])('is not for %s', async (token) => {
    expect((await api.call('GET', '/audit', { token })).status).toBe(403);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('cannot be changed by %s', async (method) => {
    expect((await api.call(method, '/audit', { ifMatch: '*' })).status).toBe(405);
  });
});
