import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { putConfig, type ConfigDocument } from '@understudy/contract';
import * as fc from 'fast-check';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

const IDS = ['a', 'b/c', 'd-1', 'e'];

const secret = fc.constantFrom('env:ONE_API_KEY', 'env:TWO_API_KEY', 'plain-one', 'plain-two');

const provider = fc.record(
  {
    id: fc.constant(''),
    dialect: fc.constantFrom('openai', 'anthropic', 'google'),
    baseUrl: fc.constantFrom('https://one.example/v1', 'https://two.example', 'http://127.0.0.1:1/v1'),
    apiKey: secret,
    headers: fc.dictionary(fc.constantFrom('X-Org', 'X-Auth-Token', 'X-Team'), secret),
    enabled: fc.boolean(),
    location: fc.constantFrom('local', 'remote'),
    deadlines: fc.record({ idleMs: fc.integer({ min: 1, max: 9_000 }) }, { requiredKeys: [] }),
  },
  { requiredKeys: ['id', 'dialect', 'baseUrl'] },
);

const model = fc.record(
  {
    id: fc.constant(''),
    provider: fc.constantFrom('p0', 'p1'),
    price: fc.record({ input: fc.nat(100), output: fc.nat(100) }),
    verified: fc.constantFrom(true, false),
    capabilities: fc.uniqueArray(fc.constantFrom('tools', 'vision', 'json')),
  },
  { requiredKeys: ['id', 'provider'] },
);

/** Documents whose shape is right; some break a rule, and are then refused both times. */
const documents = fc
  .record({
    providers: fc.tuple(provider, provider),
    models: fc.tuple(model, model, model, model),
    fallbacks: fc.array(fc.subarray(IDS), { maxLength: 3 }),
    clients: fc.option(fc.array(secret, { maxLength: 2 }), { nil: undefined }),
    maxDepth: fc.option(fc.nat(9), { nil: undefined }),
  })
  .map(({ providers, models, fallbacks, clients, maxDepth }): unknown => ({
    version: 1,
    providers: providers.map((one, at) => ({ ...one, id: `p${at}` })),
    models: models.map((one, at) => ({ ...one, id: IDS[at] })),
    chains: fallbacks.map((list, at) => ({ model: IDS[at], fallbacks: list })),
    ...(clients === undefined ? {} : { clients: clients.map((key, at) => ({ id: `c${at}`, key })) }),
    ...(maxDepth === undefined ? {} : { policy: { maxDepth } }),
  }));

let api: WritingApi;
beforeAll(async () => {
  api = await startWritingApi({ editor: { masterKey: Buffer.alloc(32, 9) } });
});
afterAll(() => api.close());

const apply = (body: unknown) => api.change('PUT', '/config', { body });
const seed: ConfigDocument = { version: 1, providers: [], models: [], chains: [], warnings: { fallbackRate: 0.2 } };

describe('applying documents', () => {
  it('twice is the same as once: the second time makes no revision', async () => {
    await api.call('PUT', '/config', { body: seed });
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const first = await apply(document);
        if (first.status !== 200) {
          expect(first.status).toBe(400);
          expect((await apply(document)).problem().findings).toEqual(first.problem().findings);
          return;
        }
        applied += 1;
        const stored = api.store.current();
        const second = await apply(document);
        expect(second.body).toMatchObject({ revision: first.as(putConfig).revision, diff: [] });
        expect(api.store.current()).toBe(stored);
        expect(second.etag).toBe(first.etag);
      }),
      { numRuns: 60 },
    );
    expect(applied).toBeGreaterThan(5);
  }, 30_000);

  it('that were exported is no change, secrets included', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        await apply(document);
        const before = api.store.current();
        const exported = await api.call('GET', '/config');
        expect(exported.text).not.toMatch(/plain-(one|two)|sealed:/);
        const again = await api.call('PUT', '/config', { body: exported.body, ifMatch: exported.etag });
        expect(again).toMatchObject({ status: 200, body: { diff: [], revision: before?.revision } });
        expect(api.store.current()).toBe(before);
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
