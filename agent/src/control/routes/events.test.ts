import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AgentEvent, getEvent, listEvents } from '@understudy/contract';
import { failure } from '../../engine/testkit/index.ts';
import { startReadingApi, type ReadingApi } from '../testkit/readingApi.ts';
import { READING_DOCUMENT } from '../testkit/readingDocument.ts';

let api: ReadingApi;
beforeEach(async () => {
  api = await startReadingApi(READING_DOCUMENT);
});
afterEach(() => api.close());

const list = async (query: string) => (await api.get(`/events?${query}`)).as(listEvents);
const kinds = async (query: string) => (await list(query)).items.map(({ kind }) => kind);
const nameOf = (event: AgentEvent) => (event.kind === 'request' ? event.id : event.kind);

async function fallBackTwice(): Promise<void> {
  api.caller.rewrite({ a: failure('server_error') });
  await api.finish({ model: 'a', id: 'r1', client: 'shop' });
  await api.finish({ model: 'a', id: 'r2', client: 'shop' });
}

describe('events', () => {
  it('are told newest first: requests, fallbacks, circuits, configurations and drills', async () => {
    await fallBackTwice();
    api.history.noteConfig({ revision: 8, author: 'alice', reason: null, outcome: 'applied', summary: 'in force' });
    api.history.noteDrill({
      ...{ id: 'd1', model: 'a', trigger: 'timeout', outcome: 'answered', servedModel: 'b' },
      ...{ attempts: 2, durationMs: 10, author: 'bob', summary: 'drill' },
    });
    expect(await kinds('')).toEqual(['drill', 'config', 'request', 'fallback', 'breaker', 'request', 'fallback']);
    const { items, kept } = await list('kind=request&limit=1');
    expect(kept).toEqual({ requests: 2, oldestAt: '2026-01-01T00:00:01.000Z' });
    expect(items[0]).toMatchObject({
      id: 'r2',
      model: 'a',
      servedModel: 'b',
      provider: 'two',
      position: 1,
      trigger: 'server_error',
      outcome: 'success',
      route: 'fallback',
      status: 200,
      attempts: 2,
      client: 'shop',
      traceId: null,
    });
    expect((await list('kind=breaker')).items[0]).toMatchObject({
      ...{ provider: 'one', upstreamModel: 'a', from: 'closed', to: 'open', nextProbeAt: '2026-01-01T00:00:31.000Z' },
    });
  });

  it.each([
    ['kind=request,fallback', 4],
    ['model=a', 5],
    ['model=b', 0],
    ['model=b,a', 5],
    ['trigger=quota,server_error&outcome=error,success', 2],
    ['trigger=quota,auth', 0],
    ['requests=trouble', 5],
    ['servedModel=b', 4],
    ['provider=one', 3],
    ['provider=two', 4],
    ['trigger=server_error', 4],
    ['outcome=success', 2],
    ['client=shop', 2],
    ['client=shop&outcome=error', 0],
    ['id=r', 4],
    ['id=r2', 2],
    ['id=2', 0],
    ['from=2026-01-01T00:00:02Z', 0],
    ['to=2026-01-01T00:00:02Z', 5],
    ['from=2026-01-01T01:00:00%2B01:00', 5],
  ])('are filtered by ?%s', async (query, count) => {
    await fallBackTwice();
    expect(await kinds(query)).toHaveLength(count);
  });

  it('can be those of requests that left their primary or failed, with all other kinds', async () => {
    await api.finish({ model: 'b', id: 'well' });
    api.caller.rewrite({ a: failure('server_error'), b: failure('quota') });
    await api.finish({ model: 'b', id: 'failed' });
    await api.finish({ model: 'a', id: 'fell' });
    api.history.noteConfig({ revision: 8, author: 'alice', reason: null, outcome: 'applied', summary: 'in force' });
    const ids = async (query: string) => (await list(query)).items.map(nameOf);
    expect(await ids('kind=request&requests=trouble')).toEqual(['fell', 'failed']);
    expect(await ids('kind=request&requests=all')).toEqual(['fell', 'failed', 'well']);
    expect(await kinds('kind=config,request&requests=trouble')).toEqual(['config', 'request', 'request']);
  });

  it('are paged by a cursor that new events do not move', async () => {
    for (let n = 0; n < 7; n++) await api.finish({ model: 'b', id: `r${n}` });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(`limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(nameOf));
      cursor = page.next;
      await api.finish({ model: 'b', id: 'new' });
    }
    expect(seen).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0']);
  });

  it.each(['kind=x', 'kind=', 'from=yesterday', 'limit=0', 'limit=1001', 'cursor=-1', 'model='])(
    'refuse ?%s and name it',
    async (query) => {
      const { status, detail } = (await api.get(`/events?${query}`)).problem();
      expect([status, detail]).toEqual([400, expect.stringContaining(query.split('=')[0] ?? '')]);
    },
  );
});

describe('one request', () => {
  it('is told with its calls, waits and hops', async () => {
    await fallBackTwice();
    expect((await api.get('/events/r2')).as(getEvent)).toMatchObject({
      event: { kind: 'request', id: 'r2', servedModel: 'b' },
      log: {
        attempts: [
          { number: 1, position: 0, model: 'a', provider: 'one', result: 'server_error', atMs: 0 },
          { number: 2, position: 1, model: 'b', provider: 'two', result: 'success', status: 200 },
        ],
        waits: [],
        hops: [{ from: 'a', to: 'b', fromPosition: 0, reason: 'server_error', skipped: false }],
        wastedCostUsd: 0,
      },
    });
  });

  it('has no calls to show where one answered', async () => {
    await api.finish({ model: 'b', id: 'req/with a slash' });
    const answer = await api.get('/events/req/with%20a%20slash');
    expect(answer.as(getEvent)).toMatchObject({ event: { id: 'req/with a slash' }, log: null });
  });

  it('is not found where nobody remembers it', async () => {
    const { status, code, detail } = (await api.get('/events/nobody')).problem();
    expect([status, code, detail]).toEqual([404, 'not_found', expect.stringContaining('"nobody"')]);
    expect((await api.get('/events/nobody?x=1')).status).toBe(400);
  });
});

describe('events as CSV', () => {
  const csv = { accept: 'text/csv' };

  it('hold everything that matches, with a line of names', async () => {
    for (let n = 0; n < 1_200; n++) await api.finish({ model: 'b', id: `r${n}` });
    const { text, headers } = await api.get('/events', csv);
    const lines = text.split('\r\n');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(lines[0]).toMatch(/^sequence,at,kind,id,model,/);
    expect(lines).toHaveLength(1_202);
    expect(lines[1]).toContain(',request,r1199,b,b,two,0,,success,primary,');
    expect((await api.get('/events?limit=5', csv)).text.split('\r\n')).toHaveLength(7);
  });

  it('cannot run a formula in a spreadsheet, and quote what has to be', async () => {
    const summary = '=HYPERLINK("http://x","y")';
    api.history.noteConfig({ revision: 8, author: '@sum', reason: 'a, "b"\nc', outcome: 'applied', summary });
    const { text } = await api.get('/events', csv);
    expect(text).toContain(`,'@sum,`);
    expect(text).toContain(`,"'=HYPERLINK(""http://x"",""y"")"\r\n`);
    expect(text).toContain(`,"a, ""b""\nc",`);
  });

  it('answers JSON to who takes both', async () => {
    const { headers } = await api.get('/events', { accept: '*/*' });
    expect(headers.get('content-type')).toContain('application/json');
  });
});
