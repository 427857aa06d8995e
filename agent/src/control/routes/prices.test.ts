import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listPrices, syncPrices } from '@understudy/contract';
import { PriceDataError } from '../../cost/index.ts';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: registryDocument() });
});
afterEach(() => api.close());

const priceOf = (id: string) => api.editor.document().models.find((model) => model.id === id)?.price;

describe('GET prices', () => {
  it('gives price, source and age of each model, and what the reference data say', async () => {
    const body = (await api.call('GET', '/prices', { token: 'view' })).as(listPrices);
    expect(body).toMatchObject({ total: 5, snapshot: { date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) } });
    expect(body.items[0]).toMatchObject({
      model: 'gpt-4o',
      source: 'document',
      differs: true,
      ageDays: 1,
      reference: { vendor: 'openai', price: { input: 2.5, output: 10 } },
    });
    expect(body.items[3]).toMatchObject({
      model: 'llama3',
      local: true,
      source: 'none',
      reference: null,
      ageDays: null,
    });
  });

  it('filters and pages', async () => {
    expect((await api.call('GET', '/prices?source=none&limit=1')).body).toMatchObject({ total: 4, next: '1' });
    expect((await api.call('GET', '/prices?search=MINI')).as(listPrices).items).toMatchObject([{ model: 'org/mini' }]);
    expect((await api.call('GET', '/prices?source=guess')).status).toBe(400);
  });
});

describe('POST prices/sync', () => {
  it('is a dry run unless told otherwise, and leaves prices of the document alone', async () => {
    const dry = await api.call('POST', '/prices/sync');
    expect(dry).toMatchObject({ status: 200, body: { dryRun: true, revision: 1, unknown: ['spare'] } });
    const { changes, diff } = dry.as(syncPrices);
    expect(changes.map(({ model }) => model)).toEqual(['org/mini', 'claude']);
    const real = await api.call('POST', '/prices/sync?dryRun=false');
    expect(real.body).toMatchObject({ dryRun: false, revision: 2, diff, changes });
    expect(priceOf('gpt-4o')).toEqual({ input: 3, output: 9 });
    expect(priceOf('org/mini')).toMatchObject({ input: 0.15, output: 0.6 });
    expect(api.store.current()?.reason).toContain('genai-prices');
    expect((await api.call('GET', '/prices?search=mini')).as(listPrices).items[0]?.source).toBe('snapshot');
    const again = await api.call('POST', '/prices/sync?dryRun=false');
    expect(again.body).toMatchObject({ revision: 2, changes: [] });
  });

  it('takes what is ticked, and nothing else', async () => {
    const answer = await api.call('POST', '/prices/sync?dryRun=false&overwrite=true&models=claude,nobody');
    expect(answer.as(syncPrices).changes.map(({ model }) => model)).toEqual(['claude']);
    expect(priceOf('gpt-4o')).toEqual({ input: 3, output: 9 });
  });

  it('overwrites prices where asked to', async () => {
    const answer = await api.call('POST', '/prices/sync?dryRun=false&overwrite=true');
    expect(answer.as(syncPrices).changes[0]).toMatchObject({ model: 'gpt-4o', before: { input: 3, output: 9 } });
    expect(priceOf('gpt-4o')).toMatchObject({ input: 2.5, output: 10 });
  });

  it('keeps the reason that was given, and is noted', async () => {
    await api.call('POST', '/prices/sync?dryRun=false', { headers: { 'x-understudy-reason': 'monthly' } });
    expect(api.store.current()?.reason).toBe('monthly');
    expect(api.notes).toMatchObject([{ action: 'syncPrices', outcome: 'done', revision: 2, detail: 'monthly' }]);
  });

  it('is for admins, not under --managed, and says where the data cannot be had', async () => {
    expect((await api.call('POST', '/prices/sync', { token: 'edi' })).status).toBe(403);
    const managed = await startWritingApi({ document: registryDocument(), editor: { managed: true } });
    expect((await managed.call('POST', '/prices/sync?dryRun=false')).status).toBe(409);
    expect((await managed.call('POST', '/prices/sync')).status).toBe(200);
    await managed.close();
    const newest = () => Promise.reject(new PriceDataError('the price data of https://x cannot be read: no'));
    const cut = await startWritingApi({ document: registryDocument(), newest });
    expect(await cut.call('POST', '/prices/sync')).toMatchObject({ status: 502, body: { code: 'price_data' } });
    await cut.close();
  });
});
