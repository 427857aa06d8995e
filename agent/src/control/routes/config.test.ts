import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getConfig } from '@understudy/contract';
import { z } from 'zod';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({
    document: registryDocument({ clients: [{ id: 'shop', key: 'env:SHOP_API_KEY' }] }),
    editor: { masterKey: Buffer.alloc(32, 1) },
  });
});
afterEach(() => api.close());

/** What these tests read of a document that went through redaction. */
const redactedSchema = z.looseObject({
  clients: z.array(z.unknown()),
  providers: z.array(z.looseObject({ apiKey: z.unknown().optional(), headers: z.unknown().optional() })),
  models: z.array(z.unknown()),
});

async function config() {
  const answer = await api.call('GET', '/config', { token: 'view' });
  return { ...answer, body: redactedSchema.parse(answer.as(getConfig)) };
}

describe('config', () => {
  it('is read by a viewer, without secrets', async () => {
    const { body } = await config();
    expect(body.clients).toEqual([{ id: 'shop', key: { set: true } }]);
    expect(body.providers[0]?.apiKey).toBe('env:OPENAI_API_KEY');
  });

  it('takes back what it gave as no change', async () => {
    const { body } = await api.call('GET', '/config');
    const put = await api.change('PUT', '/config', { body });
    expect(put).toMatchObject({ status: 200, body: { revision: 1, diff: [] } });
    expect(api.store.history).toHaveLength(1);
  });

  it('takes another order of keys for no change, and another order of a list for one', async () => {
    const { body } = await config();
    const turned = Object.fromEntries(Object.entries(body).reverse());
    const headers = { 'X-Auth-Token': { set: true }, 'X-Team': { set: true } };
    const providers = body.providers.map((one) => (one.headers ? { ...one, headers } : one));
    const same = await api.change('PUT', '/config', { body: { ...turned, providers } });
    expect(same.body).toMatchObject({ revision: 1, diff: [] });
    const moved = await api.change('PUT', '/config', { body: { ...body, models: body.models.toReversed() } });
    expect(moved.body).toMatchObject({ revision: 2, diff: [{ path: 'models (order)' }] });
  });

  it('needs the ETag of what is in force, and answers 412 with it', async () => {
    const { body, etag } = await config();
    const changed = { ...body, warnings: { fallbackRate: 0.3 } };
    expect((await api.call('PUT', '/config', { body: changed })).status).toBe(428);
    expect((await api.call('PUT', '/config', { body: changed, ifMatch: etag })).status).toBe(200);
    const stale = await api.call('PUT', '/config', { body: changed, ifMatch: etag });
    expect(stale.status).toBe(412);
    expect(stale.problem().current).toHaveProperty('warnings', { fallbackRate: 0.3 });
    expect(stale.etag).not.toBe('');
    expect(stale.problem().etag).toBe(stale.etag);
    expect(stale.text).not.toContain('SHOP_API_KEY');
  });

  it('seeds an empty store without If-Match', async () => {
    const empty = await startWritingApi();
    expect(
      (await empty.call('PUT', '/config', { body: registryDocument({ providers: [], models: [], chains: [] }) }))
        .status,
    ).toBe(400);
    const put = await empty.call('PUT', '/config', { body: { version: 1 } });
    expect(put).toMatchObject({ status: 200, body: { revision: 0, diff: [] } });
    await empty.close();
  });

  it('names every error at once', async () => {
    const { body } = await config();
    const chains = [
      { model: 'gpt-4o', fallbacks: ['gpt-4o', 'nothing'] },
      { model: 'claude', fallbacks: ['org/mini'] },
      { model: 'org/mini', fallbacks: ['claude'] },
    ];
    const put = await api.change('PUT', '/config', { body: { ...body, chains } });
    const { status, findings = [], detail } = put.problem();
    expect(status).toBe(400);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['chain_names_itself', 'unknown_model', 'chain_cycle']),
    );
    expect(detail).toContain('more)');
  });

  it('keeps the secret of no provider that moved to another origin', async () => {
    const { body } = await config();
    const [first, ...rest] = body.providers;
    const moved = { ...first, baseUrl: 'https://thief.example', apiKey: { set: true } };
    const put = await api.change('PUT', '/config', { body: { ...body, providers: [moved, ...rest] } });
    expect(put).toMatchObject({ status: 400, body: { code: 'secret_not_set' } });
  });

  it('validates without storing anything, for editors', async () => {
    const call = { token: 'edi', body: { version: 2 } };
    const { status, body } = await api.call('POST', '/config/validate', call);
    expect(status).toBe(200);
    expect(body).toMatchObject({ valid: false, findings: [{ path: 'version' }] });
    expect((await api.call('POST', '/config/validate', { ...call, token: 'view' })).status).toBe(403);
    expect(api.store.history).toHaveLength(1);
  });

  it('is replaced by an admin only', async () => {
    expect((await api.call('PUT', '/config', { token: 'edi', body: {} })).status).toBe(403);
  });
});
