import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getFallbackStats, getMetricsSummary, getCosts, getTrends, listClients } from '@understudy/contract';
import { failure, usage, whole } from '../../engine/testkit/index.ts';
import { readExposition, sumOf } from '../../testkit/exposed.ts';
import { startReadingApi, type ReadingApi } from '../testkit/readingApi.ts';
import { READING_DOCUMENT } from '../testkit/readingDocument.ts';

const DAY = 86_400_000;
const USAGE = usage({ input: 1_000, output: 100 });
/** Model a: 2 and 10 USD per 1M tokens; model b twice that. */
const COST_A = 0.003;

let api: ReadingApi;
beforeEach(async () => {
  api = await startReadingApi(READING_DOCUMENT);
  api.caller.rewrite({
    a: whole('hi', USAGE),
    b: whole('hi', USAGE),
    local: whole('hi', USAGE),
    bare: whole('hi', USAGE),
  });
});
afterEach(() => api.close());

async function fallBack(): Promise<void> {
  api.caller.rewrite({ a: failure('rate_limit'), b: whole('hi', USAGE) });
  await api.finish({ model: 'a' });
}

describe('fallback-stats', () => {
  it('holds what configuration.md names, and nothing else', async () => {
    await api.finish({ model: 'a' });
    await fallBack();
    const answer = await api.get('/fallback-stats?tz=America/Sao_Paulo');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      stats: [
        {
          model: 'a',
          displayName: 'Model A',
          totalRequests: 2,
          fallbackCount: 1,
          fallbackRate: 0.5,
          estimatedOriginalCostUsd: expect.closeTo(COST_A),
          estimatedFallbackCostUsd: expect.closeTo(2 * COST_A),
          costMultiplier: expect.closeTo(2),
          exceeds2x: false,
          fallbackModel: 'b',
          fallbackModelName: 'b',
          estimated: false,
        },
        expect.objectContaining({ model: 'b', totalRequests: 0, fallbackRate: 0, fallbackModel: 'local' }),
      ],
      summary: { modelsWithFallback: 1, fallbacksToday: 1, modelsExceeding2x: 0 },
    });
  });

  it('counts today in the time zone that is asked for', async () => {
    await fallBack();
    // 00:00:01 UTC is yesterday evening in São Paulo; three hours later today has begun there.
    await api.clock.advance(3 * 3_600_000);
    const today = async (query: string) =>
      (await api.get(`/fallback-stats${query}`)).as(getFallbackStats).summary.fallbacksToday;
    expect(await today('')).toBe(1);
    expect(await today('?tz=America/Sao_Paulo')).toBe(0);
  });
});

describe.each(['overview', 'fallback-stats', 'metrics-summary', 'costs', 'trends', 'clients'])('%s', (path) => {
  it.each(['Mars/Olympus', 'UTC%00', '%20', 'x'.repeat(101)])('refuses the time zone %s and names it', async (tz) => {
    const { status, detail } = (await api.get(`/${path}?tz=${tz}`)).problem();
    expect([status, detail]).toEqual([400, expect.stringContaining('tz')]);
  });

  it('refuses parameters that it does not understand twice', async () => {
    expect((await api.get(`/${path}?tz=UTC&tz=UTC`)).status).toBe(400);
  });
});

describe.each(['metrics-summary', 'costs', 'trends', 'clients'])('%s', (path) => {
  it.each(['0', '91', '1.5', 'week', ''])('refuses days=%s and names it', async (days) => {
    const { status, detail } = (await api.get(`/${path}?days=${days}`)).problem();
    expect([status, detail]).toEqual([400, expect.stringContaining('days')]);
  });

  it('is empty before the first request', async () => {
    expect((await api.get(`/${path}`)).status).toBe(200);
  });
});

describe('metrics-summary', () => {
  it('sums up requests, fallbacks, cost and latency by model and in all', async () => {
    await api.finish({ model: 'a' });
    await fallBack();
    api.caller.rewrite({ bare: whole('hi', USAGE) });
    await api.finish({ model: 'bare' });
    const body = (await api.get('/metrics-summary')).as(getMetricsSummary);
    expect(body.window).toEqual({ days: 1, tz: 'UTC', from: '2026-01-01', to: '2026-01-01' });
    expect(body.total).toMatchObject({
      requests: 3,
      eligible: 3,
      success: 3,
      fallbacks: 1,
      fallbackAnswers: 1,
      fallbackSuccessRate: 1,
      attempts: 4,
      inputTokens: 3_000,
      outputTokens: 300,
      costUsd: expect.closeTo(3 * COST_A),
      baselineCostUsd: expect.closeTo(2 * COST_A),
      extraCostUsd: expect.closeTo(COST_A),
      unpricedRequests: 1,
      p95Ms: expect.any(Number),
    });
    expect(body.models.map(({ model }) => model)).toEqual(['a', 'bare']);
  });

  it('agrees with the metrics that Prometheus scrapes', async () => {
    await api.finish({ model: 'a' });
    await fallBack();
    api.caller.rewrite({ a: failure('server_error'), b: failure('timeout'), local: failure('connection') });
    await api.finish({ model: 'a' });
    await api.post('/records', { model: 'b', outcome: 'success', usage: { input: 10, output: 1 } });
    const { total } = (await api.get('/metrics-summary')).as(getMetricsSummary);
    const samples = readExposition(await api.metrics.text());
    const sum = (name: string, labels: Record<string, string> = {}): number =>
      sumOf(samples, `understudy_${name}`, labels);
    expect(total).toMatchObject({ requests: 4, fallbacks: 2, exhausted: 1 });
    expect(total.requests).toBe(sum('requests_total'));
    expect(total.fallbacks).toBe(sum('requests_total', { route: 'fallback' }));
    expect(total.exhausted).toBe(sum('chain_exhausted_total'));
    expect(total.attempts).toBe(sum('attempts_total'));
    expect(total.costUsd).toBeCloseTo(sum('cost_usd_total'), 12);
    expect(total.baselineCostUsd).toBeCloseTo(sum('baseline_cost_usd_total'), 12);
    expect(total.inputTokens).toBe(sum('tokens_total', { type: 'input' }));
    expect(total.outputTokens).toBe(sum('tokens_total', { type: 'output' }));
    expect(total.unpricedRequests).toBe(sum('unpriced_requests_total'));
  });
});

describe('costs', () => {
  it('compares spend with the reference model of the document, or with the one that is asked for', async () => {
    await api.finish({ model: 'a' });
    await api.finish({ model: 'local' });
    const body = (await api.get('/costs')).as(getCosts);
    expect(body.reference).toEqual({ model: 'b', displayName: 'b', priced: true });
    expect(body.total).toMatchObject({
      actualUsd: expect.closeTo(COST_A),
      hypotheticalUsd: expect.closeTo(4 * COST_A),
      savingsUsd: expect.closeTo(3 * COST_A),
      savingsPercent: expect.closeTo(75),
      localAnswers: 1,
      remoteAnswers: 1,
      localShare: 0.5,
    });
    expect(body.currency).toEqual({ display: 'BRL', rate: 5, rateDate: '2026-01-01' });
    expect(body.displayTotal.savings).toBeCloseTo(15 * COST_A);
    const other = (await api.get('/costs?reference=a')).as(getCosts);
    expect(other.total.savingsUsd).toBeCloseTo(COST_A);
  });

  it('leaves calls of unknown price out on both sides and counts them', async () => {
    await api.finish({ model: 'bare' });
    const { total } = (await api.get('/costs')).as(getCosts);
    expect(total).toMatchObject({ actualUsd: 0, hypotheticalUsd: 0, savingsPercent: null, unpricedRequests: 1 });
  });

  it('does not know what a reference without a price would have cost', async () => {
    await api.finish({ model: 'a' });
    const body = (await api.get('/costs?reference=bare')).as(getCosts);
    expect(body.reference).toMatchObject({ model: 'bare', priced: false });
    expect(body.total).toMatchObject({ hypotheticalUsd: null, savingsUsd: null, savingsPercent: null });
  });

  it('refuses a reference that is not configured and names it', async () => {
    const { status, detail } = (await api.get('/costs?reference=nothing')).problem();
    expect([status, detail]).toEqual([400, expect.stringContaining('"nothing"')]);
  });
});

describe('trends', () => {
  it('gives the last days one by one, quiet ones too, and a model alone', async () => {
    await api.finish({ model: 'a' });
    await api.clock.advance(2 * DAY);
    await api.finish({ model: 'a' });
    await api.finish({ model: 'local' });
    const body = (await api.get('/trends?days=3&byModel=true')).as(getTrends);
    expect(body.days.map(({ day, requests }) => [day, requests])).toEqual([
      ['2026-01-01', 1],
      ['2026-01-02', 0],
      ['2026-01-03', 2],
    ]);
    expect(body.models?.map(({ model, days }) => [model, days.length])).toEqual([
      ['a', 2],
      ['local', 1],
    ]);
    expect((await api.get('/trends?days=3&model=local')).as(getTrends).days[2]?.requests).toBe(1);
  });

  it('says where days of a zone that is off by part of an hour are not exact any more', async () => {
    // 00:00 in Kolkata is 18:30 UTC.
    await api.clock.advance(18 * 3_600_000 + 40 * 60_000);
    await api.finish({ model: 'a' });
    const exact = async () =>
      (await api.get('/trends?days=5&tz=Asia/Kolkata')).as(getTrends).days.map((day) => day.exact);
    expect(await exact()).toEqual([true, true, true, true, true]);
    await api.clock.advance(3 * DAY);
    expect(await exact()).toEqual([false, false, true, true, true]);
  });
});

describe('clients', () => {
  it('sums up by client, those with the most fallbacks first', async () => {
    await api.finish({ model: 'a', client: 'quiet' });
    await api.finish({ model: 'b', client: 'quiet' });
    api.caller.rewrite({ a: failure('rate_limit'), b: whole('hi', USAGE) });
    await api.finish({ model: 'a', client: 'checkout' });
    const { total, items } = (await api.get('/clients')).as(listClients);
    expect(total).toBe(2);
    expect(items).toEqual([
      expect.objectContaining({ client: 'checkout', requests: 1, eligible: 1, fallbacks: 1, fallbackRate: 1 }),
      expect.objectContaining({ client: 'quiet', requests: 2, fallbacks: 0, fallbackRate: 0 }),
    ]);
    const most = (await api.get('/clients?sort=requests&limit=1')).as(listClients);
    expect(most).toMatchObject({ total: 2, items: [{ client: 'quiet', requests: 2 }] });
    const ofModel = (await api.get('/clients?sort=requests&limit=1&model=a')).as(listClients);
    expect(ofModel).toMatchObject({ total: 2, items: [{ requests: 1 }] });
  });

  it.each(['sort=luck', 'limit=0', 'limit=101'])('refuses %s', async (query) => {
    expect((await api.get(`/clients?${query}`)).status).toBe(400);
  });
});
