import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getFallbackStats, getMetricsSummary, getOverview } from '@understudy/contract';
import { failure, usage, whole } from '../../engine/testkit/index.ts';
import { startReadingApi, type ReadingApi } from '../testkit/readingApi.ts';
import { READING_DOCUMENT } from '../testkit/readingDocument.ts';

const DAY = 86_400_000;
const USAGE = usage({ input: 1_000, output: 100 });
/** Model a: 2 and 10 USD per 1M tokens; model b twice that. */
const COST_A = 0.003;
const COUNTED = ['requests', 'eligible', 'fallbacks', 'fallbackRate', 'exhausted', 'unpricedRequests'] as const;

let api: ReadingApi;
beforeEach(async () => {
  api = await startReadingApi(READING_DOCUMENT);
  api.caller.rewrite({ a: whole('hi', USAGE), bare: whole('hi', USAGE) });
});
afterEach(() => api.close());

async function fallBack(): Promise<void> {
  api.caller.rewrite({ a: failure('rate_limit'), b: whole('hi', USAGE), bare: whole('hi', USAGE) });
  await api.finish({ model: 'a' });
}

describe('overview', () => {
  it('holds what fallback-stats says, with what a table shows beside, the totals and the thresholds', async () => {
    await api.finish({ model: 'a' });
    await fallBack();
    const body = (await api.get('/overview?tz=Asia/Kolkata')).as(getOverview);
    const stats = (await api.get('/fallback-stats?tz=Asia/Kolkata')).as(getFallbackStats);
    expect(body.summary).toEqual(stats.summary);
    expect(body).toMatchObject({
      today: {
        ...{ day: '2026-01-01', tz: 'Asia/Kolkata', from: '2025-12-31T18:30:00.000Z', hours: 24 },
        at: '2026-01-01T00:00:01.000Z',
      },
      warnings: { fallbackRate: 0.1, costMultiplier: 2 },
      currency: { display: 'BRL', rate: 5 },
      breakers: { open: 0, total: 4 },
      modelsTotal: 2,
      next: null,
    });
    const [first, second] = body.models;
    expect(first).toEqual({
      ...stats.stats[0],
      ...{ provider: 'one', fallbackModels: 1, fallbackAnswers: 1, cost: 'multiplier', unpricedModels: [] },
      fallbacks: [{ model: 'b', displayName: 'b', count: 1 }],
      extraCostUsd: expect.closeTo(COST_A),
      aboveRate: true,
      activeStep: { position: 0, label: 'step 0', model: 'a' },
      trend: Array.from({ length: 24 }, (_, hour) => (hour === 5 ? 0.5 : null)),
    });
    expect(second).toMatchObject({ model: 'b', cost: 'none', fallbacks: [], aboveRate: false, extraCostUsd: 0 });
    expect(body.total).toMatchObject({
      ...{ requests: 2, eligible: 2, fallbacks: 1, fallbackRate: 0.5, fallbackAnswers: 1, fallbackSuccessRate: 1 },
      ...{ costUsd: expect.closeTo(3 * COST_A), extraCostUsd: expect.closeTo(COST_A), exhausted: 0 },
      ...{ onTopOfUsd: expect.closeTo(2 * COST_A), comparison: null },
      savings: {
        reference: { model: 'b', displayName: 'b', priced: true },
        ...{ hypotheticalUsd: expect.closeTo(4 * COST_A), savingsUsd: expect.closeTo(COST_A) },
      },
    });
    expect(body.total.trend.requests.slice(0, 7)).toEqual([0, 0, 0, 0, 0, 2, null]);
  });

  it('agrees with metrics-summary', async () => {
    await api.finish({ model: 'a' });
    await fallBack();
    await api.finish({ model: 'bare' });
    const { total } = (await api.get('/overview')).as(getOverview);
    const { total: summary } = (await api.get('/metrics-summary')).as(getMetricsSummary);
    expect(total).toMatchObject({ requests: 3, fallbacks: 1, unpricedRequests: 1 });
    for (const field of COUNTED) expect([field, total[field]]).toEqual([field, summary[field]]);
    for (const field of ['costUsd', 'extraCostUsd', 'wastedCostUsd'] as const) {
      expect(total[field]).toBeCloseTo(summary[field], 12);
    }
  });

  it('compares with yesterday at the same time', async () => {
    api.caller.rewrite({ a: failure('rate_limit'), b: whole('hi', USAGE) });
    await api.finish({ model: 'a' });
    await api.clock.advance(DAY);
    api.caller.rewrite({ a: whole('hi', USAGE) });
    for (let n = 0; n < 3; n++) await api.finish({ model: 'a' });
    await api.clock.advance(3_600_000);
    expect((await api.get('/overview')).as(getOverview).total.comparison).toEqual({
      ...{ upTo: '01:00', requests: 3, fallbackRate: 0, yesterday: { requests: 1, fallbackRate: 1 } },
      ...{ requestsChange: 2, fallbackRateChange: -1 },
    });
  });

  it('says why there is no multiplier: a free primary, or no price and of which model', async () => {
    const document = structuredClone(READING_DOCUMENT);
    document.chains.push({ model: 'local', fallbacks: ['b'] }, { model: 'bare', fallbacks: ['b'] });
    document.chains.splice(1, 1);
    const other = await startReadingApi(document);
    const failing = failure('quota');
    other.caller.rewrite({ local: failing, bare: failing, b: whole('hi', USAGE) });
    for (const model of ['local', 'bare']) await other.finish({ model });
    const { models } = (await other.get('/overview?sort=model')).as(getOverview);
    await other.close();
    expect(models).toMatchObject([
      { model: 'a', cost: 'none' },
      { model: 'bare', cost: 'unpriced', extraCostUsd: null, unpricedModels: ['bare'] },
      { model: 'local', cost: 'extra', extraCostUsd: expect.closeTo(2 * COST_A), unpricedModels: [] },
    ]);
  });

  it('names fallbacks by the answers they gave, and is paged and filtered', async () => {
    await fallBack();
    await fallBack();
    api.caller.rewrite({ a: failure('quota'), b: failure('quota'), local: whole('hi', USAGE) });
    await api.finish({ model: 'a' });
    const body = (await api.get('/overview?limit=1')).as(getOverview);
    expect(body).toMatchObject({ modelsTotal: 2, next: '1', models: [{ model: 'a', fallbackModels: 2 }] });
    expect(body.models[0]?.fallbacks.map(({ model, count }) => [model, count])).toEqual([
      ['b', 2],
      ['local', 1],
    ]);
    const models = async (query: string): Promise<string[]> =>
      (await api.get(`/overview?${query}`)).as(getOverview).models.map(({ model }) => model);
    expect(await models('limit=1&cursor=1')).toEqual(['b']);
    expect(await models('search=model%20A')).toEqual(['a']);
    expect(await models('above=true')).toEqual(['a']);
    expect(await models('model=b')).toEqual(['b']);
  });

  it.each(['sort=size', 'order=up', 'above=maybe', 'limit=0', 'cursor=x', `search=${'x'.repeat(101)}`])(
    'refuses ?%s and names it',
    async (query) => {
      const { status, detail } = (await api.get(`/overview?${query}`)).problem();
      expect([status, detail]).toEqual([400, expect.stringContaining(query.split('=')[0] ?? '')]);
    },
  );
});
