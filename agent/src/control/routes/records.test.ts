import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getFallbackStats, listEvents, getMetricsSummary, getTrends, getCosts, postRecord } from '@understudy/contract';
import { readExposition } from '../../testkit/exposed.ts';
import { startReadingApi, type ReadingApi } from '../testkit/readingApi.ts';
import { READING_DOCUMENT } from '../testkit/readingDocument.ts';

const RECORD = {
  id: 'batch-1',
  model: 'a',
  servedModel: 'b',
  usage: { input: 1_000, output: 100 },
  outcome: 'success',
  client: 'nightly',
  trigger: 'rate_limit',
};

let api: ReadingApi;
beforeEach(async () => {
  api = await startReadingApi(READING_DOCUMENT);
  await api.clock.advance(3_600_000);
});
afterEach(() => api.close());

describe('records', () => {
  it('count in statistics, events and metrics, on disk before the answer', async () => {
    const { status, body } = await api.post('/records', RECORD);
    expect([status, body]).toEqual([200, { id: 'batch-1', booked: true, costUsd: expect.closeTo(0.006) }]);
    expect(api.state.flushes).toBe(1);
    expect((await api.get('/fallback-stats')).as(getFallbackStats).stats[0]).toMatchObject({
      ...{ model: 'a', totalRequests: 1, fallbackCount: 1, fallbackModel: 'b', costMultiplier: expect.closeTo(2) },
    });
    expect((await api.get('/events')).as(listEvents).items).toMatchObject([
      { id: 'batch-1', recorded: true, client: 'nightly', attempts: 0, status: 0, servedModel: 'b' },
    ]);
    const samples = readExposition(await api.metrics.text());
    const values = (name: string) => samples.filter((one) => one.name === name && one.value > 0);
    expect(values('understudy_requests_total')).toMatchObject([
      { labels: { model: 'a', route: 'fallback', outcome: 'success' }, value: 1 },
    ]);
    expect(values('understudy_cost_usd_total')[0]?.value).toBeCloseTo(0.006);
    expect(values('understudy_attempts_total')).toEqual([]);
    expect(values('understudy_request_duration_seconds_count')).toEqual([]);
  });

  it('are booked once, however often they are sent', async () => {
    await api.post('/records', RECORD);
    expect((await api.post('/records', RECORD)).body).toMatchObject({ id: 'batch-1', booked: false });
    expect((await api.get('/metrics-summary')).as(getMetricsSummary).total).toMatchObject({
      requests: 1,
      attempts: 0,
      averageMs: null,
    });
  });

  it('get an id where none was sent, and each counts', async () => {
    const { id: _id, ...rest } = RECORD;
    const one = (await api.post('/records', rest)).as(postRecord);
    const two = (await api.post('/records', rest)).as(postRecord);
    for (const { id } of [one, two]) expect(id).toMatch(/^rec_/);
    expect(one.id).not.toBe(two.id);
    expect((await api.get('/metrics-summary')).as(getMetricsSummary).total.requests).toBe(2);
  });

  it('count at the time of the call', async () => {
    await api.clock.advance(2 * 86_400_000);
    await api.post('/records', { ...RECORD, at: '2026-01-01T00:30:00+00:00' });
    const { days } = (await api.get('/trends?days=3')).as(getTrends);
    expect(days.map(({ requests }) => requests)).toEqual([1, 0, 0]);
  });

  it('of failures need no usage and cost nothing', async () => {
    const failed = await api.post('/records', { model: 'a', outcome: 'error', trigger: 'timeout' });
    expect(failed.as(postRecord).costUsd).toBe(0);
    expect((await api.get('/metrics-summary')).as(getMetricsSummary).total).toMatchObject({
      errors: 1,
      fallbacks: 1,
      exhausted: 1,
    });
  });

  it('do not know the cost where there is no price, or no usage of an answer', async () => {
    const unpriced = { model: 'bare', outcome: 'success', usage: { input: 1, output: 1 } };
    expect((await api.post('/records', unpriced)).as(postRecord).costUsd).toBeNull();
    expect((await api.post('/records', { model: 'a', outcome: 'success' })).as(postRecord).costUsd).toBeNull();
    expect((await api.get('/costs')).as(getCosts).total.unpricedRequests).toBe(2);
  });

  it.each([
    ['model', { model: 'unknown' }],
    ['model', { model: undefined }],
    ['servedModel', { servedModel: 'unknown' }],
    ['outcome', { outcome: 'rejected' }],
    ['trigger', { trigger: 'bad' }],
    ['usage.input', { usage: { input: -1, output: 0 } }],
    ['usage.output', { usage: { input: 1 } }],
    ['at', { at: '2026-01-01T01:02:00Z' }],
    ['at', { at: '2025-09-01T00:00:00Z' }],
    ['at', { at: 'noon' }],
    ['id', { id: '' }],
    ['client', { client: 'a,b' }],
    ['extra', { extra: 1 }],
  ])('with a wrong %s are refused, which is named, and nothing is booked: %j', async (field, over) => {
    const { status, detail } = (await api.post('/records', { ...RECORD, ...over })).problem();
    expect([status, detail]).toEqual([400, expect.stringContaining(field)]);
    expect((await api.get('/metrics-summary')).as(getMetricsSummary).total.requests).toBe(0);
  });

  it('are for admins', async () => {
    expect((await api.post('/records', RECORD, 'view')).status).toBe(403);
    expect((await api.post('/records', RECORD, 'nobody')).status).toBe(401);
    expect((await api.get('/metrics-summary')).as(getMetricsSummary).total.requests).toBe(0);
  });
});
