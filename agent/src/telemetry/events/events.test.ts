import { describe, expect, it } from '@jest/globals';
import { eventSchema, type AgentEvent } from '@understudy/contract';
import { aHop, aRecord, aStep, anAttempt, aUsage } from '../../testkit/telemetryFixtures.ts';
import { Slices } from '../slices.ts';
import type { EventFilter } from './eventFilter.ts';
import { Events, type EventsOptions } from './events.ts';
import { TextTable } from './textTable.ts';

const step = aStep();
const other = aStep({ model: 'claude', provider: 'anthropic' });

function setUp(over: Partial<EventsOptions> = {}) {
  let at = Date.UTC(2026, 0, 1);
  const told: AgentEvent[] = [];
  const events = new Events({ clock: { wall: () => at++ }, onEvent: (event) => told.push(event), ...over });
  const request = (id: string, more: Parameters<typeof aRecord>[0] = {}): void =>
    events.listener({ type: 'request-ended', record: aRecord({ id, ...more }) });
  const ids = (items: readonly AgentEvent[]): string[] =>
    items.flatMap((event) => (event.kind === 'request' ? [event.id] : []));
  return { events, told, request, ids };
}

const TRACE = { traceId: 'f'.repeat(32), spanId: null, parentId: 'e'.repeat(16), sampled: true };

describe('events', () => {
  it('come back from their columns as they were told, and are what the contract says', async () => {
    const { events, told, request } = setUp();
    request('a', { trace: TRACE, firstTokenMs: 12.5, stream: true });
    request('b', { served: null, servedPosition: null, outcome: 'error', usage: null, error: 'no', attempts: [] });
    request('c', { served: other, usage: aUsage({ estimated: true }), attempts: [anAttempt({ step: other })] });
    events.listener({ type: 'hop', requestId: 'a', model: 'gpt-4o', trace: null, hop: aHop(step, other) });
    events.listener({ type: 'circuit-moved', step, from: 'open', to: 'closed', cooldownUntil: 0, by: null });
    const { items } = await events.page({}, 10);
    expect(items).toEqual(told.toReversed());
    for (const item of items) expect(eventSchema.parse(item)).toEqual(item);
  });

  it('keep the newest requests, whose oldest go one by one, page by page', async () => {
    const { events, request, ids } = setUp({ requests: 5 });
    for (let n = 0; n < 13; n++) request(`r${n}`);
    const first = await events.page({}, 3);
    expect(ids(first.items)).toEqual(['r12', 'r11', 'r10']);
    const second = await events.page({}, 3, first.next ?? 0);
    expect([ids(second.items), second.next]).toEqual([['r9', 'r8'], null]);
    expect((await events.page({}, 3, 2)).items).toEqual([]);
  });

  it('are bounded a kind: requests never push out what explains them', async () => {
    const { events, request } = setUp({ requests: 2, others: 2 });
    for (let n = 0; n < 3; n++) {
      events.listener({ type: 'circuit-moved', step, from: 'closed', to: 'open', cooldownUntil: 5, by: null });
    }
    for (let n = 0; n < 10; n++) request(`r${n}`);
    expect((await events.page({}, 10)).items.map(({ kind }) => kind)).toEqual([
      'request',
      'request',
      'breaker',
      'breaker',
    ]);
  });

  it('name the agent of the group whose calls moved a circuit', async () => {
    const { events } = setUp();
    const moved = { type: 'circuit-moved', step, from: 'closed', to: 'open', cooldownUntil: 5 } as const;
    events.listener({ ...moved, by: null });
    events.listener({ ...moved, by: 'agent-b' });
    const [other, own] = (await events.page({}, 2)).items;
    expect(other).toMatchObject({ by: 'agent-b' });
    expect(own).not.toHaveProperty('by');
  });

  it('find nothing by a name that no row has any more', async () => {
    const { events, request, ids } = setUp({ requests: 2 });
    request('a', { client: 'old' });
    expect(ids((await events.page({ client: ['old'] }, 5)).items)).toEqual(['a']);
    request('b');
    request('c');
    expect((await events.page({ client: ['old'] }, 5)).items).toEqual([]);
  });

  it('go on after what was restored', async () => {
    const before = setUp();
    before.request('a');
    before.events.noteConfig({ revision: 1, author: 'x', reason: null, outcome: 'applied', summary: '' });
    const after = setUp();
    for (const event of before.told) after.events.restore(event);
    after.request('b');
    expect((await after.events.page({}, 10)).items.map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
    expect(after.told).toHaveLength(1);
  });

  it('hold what happened inside the newest requests that needed several calls', async () => {
    const kept: [number, string][] = [];
    const { events, request } = setUp({ logs: 2, onLog: (...told) => kept.push(told) });
    const hops = [aHop(step, other)];
    request('plain');
    for (const id of ['r1', 'r2', 'r3']) request(id, { hops, route: 'fallback' });
    events.addRecorded(aRecord({ id: 'elsewhere', hops }), 0);
    expect(await events.request('plain')).toMatchObject({ event: { id: 'plain' }, log: null });
    expect(await events.request('r1')).toMatchObject({ event: { id: 'r1' }, log: null });
    expect((await events.request('r3'))?.log?.hops).toMatchObject([{ from: 'gpt-4o', to: 'claude' }]);
    expect((await events.request('elsewhere'))?.log).toBeNull();
    expect(await events.request('nobody')).toBeNull();
    expect(kept.map(([sequence]) => sequence)).toEqual([2, 3, 4]);
    const after = setUp().events;
    for (const [sequence, packed] of kept) after.restoreLog(sequence, packed);
    after.listener({ type: 'request-ended', record: aRecord({ id: 'next' }) });
    expect(await after.request('next')).toMatchObject({ event: { sequence: 5 }, log: null });
  });

  it('are found by the beginning of an id, the newest of equal ids first', async () => {
    const { events, request, ids } = setUp();
    for (const id of ['req_a1', 'req_a2', 'req_b', 'req_b']) request(id);
    events.listener({ type: 'hop', requestId: 'req_a2', model: 'gpt-4o', trace: null, hop: aHop(step, other) });
    expect(ids((await events.page({ id: 'req_a' }, 10)).items)).toEqual(['req_a2', 'req_a1']);
    expect((await events.page({ id: 'req_a2' }, 10)).items.map(({ kind }) => kind)).toEqual(['fallback', 'request']);
    expect((await events.page({ id: 'x' }, 10)).items).toEqual([]);
    expect((await events.request('req_b'))?.event.sequence).toBe(4);
  });

  it('are found although others come, and push the oldest out, while they are looked for', async () => {
    let pauses = 0;
    const pause = async (): Promise<void> => {
      pauses += 1;
      // The texts of the oldest rows go, and their numbers become others'.
      for (let n = 0; n < 500; n++) request(`late-${pauses}-${n}`, { client: `new-${pauses}`, model: 'late' });
      events.listener({ type: 'hop', requestId: 'late', model: 'gpt-4o', trace: null, hop: aHop(step, other) });
    };
    const slices = () => new Slices({ sliceMs: 0, pause });
    const { events, request, ids } = setUp({ requests: 10_000, others: 2_000, slices });
    for (let n = 0; n < 10_000; n++) request(`r${n}`, { client: n % 2 === 0 ? 'half' : `c${n % 700}` });
    for (let n = 0; n < 2_000; n++) {
      events.listener({ type: 'hop', requestId: `hop-${n}`, model: 'm', trace: null, hop: aHop(step, other) });
    }
    const { items } = await events.page({ client: ['half'], id: 'r' }, 10_000);
    expect(pauses).toBeGreaterThan(3);
    expect(ids(items).slice(0, 1_500)).toEqual(Array.from({ length: 1_500 }, (_, n) => `r${9_998 - 2 * n}`));
    expect(new Set(ids(items)).size).toBe(items.length);
    expect(items.every((event) => event.kind === 'request' && event.client === 'half')).toBe(true);
    const hops = (await events.page({ kinds: ['fallback'], model: ['m'], id: 'hop-15' }, 200)).items;
    expect(hops.slice(0, 3).map((event) => event.kind === 'fallback' && event.id)).toEqual([
      'hop-1599',
      'hop-1598',
      'hop-1597',
    ]);
    expect(hops.length).toBeGreaterThan(100);
  });

  it('are found by a rare text without looking at the others', async () => {
    let pauses = 0;
    const pause = async (): Promise<void> => void (pauses += 1);
    const slices = () => new Slices({ sliceMs: 0, pause });
    const { events, request, ids } = setUp({ requests: 20_000, others: 5_000, slices });
    for (let n = 0; n < 30_000; n++) request(`r${n}`, { client: n % 5_000 === 0 ? `rare-${n % 10_000}` : 'common' });
    for (let n = 0; n < 8_000; n++) {
      const [model, served] = [n % 2_000 === 0 ? 'rare' : 'm', n % 4_000 === 0 ? step : other];
      events.listener({ type: 'hop', requestId: `hop-${n}`, model, trace: null, hop: aHop(step, served) });
    }
    const found = async (filter: EventFilter, limit = 10, before?: number) =>
      ids((await events.page(filter, limit, before)).items);
    expect(await found({ client: ['rare-0'] })).toEqual(['r20000', 'r10000']);
    expect(await found({ client: ['rare-5000', 'rare-0'] })).toEqual(['r25000', 'r20000', 'r15000', 'r10000']);
    expect(await found({ client: ['rare-0', 'rare-0', 'nobody'], model: ['gpt-4o'] }, 1)).toEqual(['r20000']);
    expect(await found({ client: ['rare-0'] }, 10, 20_001)).toEqual(['r10000']);
    expect(await found({ client: ['rare-0'], outcome: ['error'] })).toEqual([]);
    const hops = async (filter: EventFilter) =>
      (await events.page({ kinds: ['fallback'], ...filter }, 10)).items.map((event) =>
        event.kind === 'fallback' ? event.id : '',
      );
    expect(await hops({ model: ['rare'] })).toEqual(['hop-6000', 'hop-4000']);
    expect(await hops({ model: ['rare'], servedModel: ['claude'] })).toEqual(['hop-6000']);
    expect(await hops({ servedModel: ['gpt-4o'] })).toEqual(['hop-4000']);
    expect(pauses).toBe(0);
  });

  it('are found in trouble, each once, whether they left their primary, failed or both', async () => {
    const { events, request, ids } = setUp({ requests: 6 });
    request('old', { route: 'fallback' });
    request('left', { route: 'fallback' });
    request('well');
    request('failed', { outcome: 'error' });
    request('both', { route: 'fallback', outcome: 'error' });
    for (const id of ['well-2', 'well-3']) request(id);
    expect(ids((await events.page({ troubleOnly: true }, 10)).items)).toEqual(['both', 'failed', 'left']);
    expect(ids((await events.page({ troubleOnly: true, model: ['nobody'] }, 10)).items)).toEqual([]);
  });

  it('leave kinds out that have no such field', async () => {
    const { events, request } = setUp();
    request('a');
    events.listener({ type: 'hop', requestId: 'a', model: 'gpt-4o', trace: null, hop: aHop(step, other) });
    events.listener({ type: 'circuit-moved', step, from: 'open', to: 'closed', cooldownUntil: 0, by: null });
    events.noteConfig({ revision: 1, author: 'x', reason: null, outcome: 'applied', summary: '' });
    const kinds = async (filter: EventFilter) => (await events.page(filter, 10)).items.map(({ kind }) => kind);
    expect(await kinds({ model: ['gpt-4o'] })).toEqual(['breaker', 'fallback', 'request']);
    expect(await kinds({ servedModel: ['claude'] })).toEqual(['fallback']);
    expect(await kinds({ outcome: ['applied', 'success'] })).toEqual(['config', 'request']);
    expect(await kinds({ client: ['nobody'] })).toEqual([]);
    expect(await kinds({ id: 'a' })).toEqual(['fallback', 'request']);
  });

  it('say how far back they go', () => {
    const { events, request } = setUp({ requests: 2 });
    expect(events.kept).toEqual({ requests: 0, oldestAt: null });
    for (const id of ['a', 'b', 'c']) request(id);
    expect(events.kept).toEqual({ requests: 2, oldestAt: '2026-01-01T00:00:00.001Z' });
  });

  it('cut what a client may make as long as it likes', async () => {
    const { events, request } = setUp();
    request('a', { model: 'm'.repeat(5_000), client: 'c'.repeat(5_000), error: 'e'.repeat(5_000) });
    expect((await events.page({}, 1)).items[0]).toMatchObject({ model: 'm'.repeat(100), client: 'c'.repeat(100) });
    expect(JSON.stringify(await events.page({}, 1)).length).toBeLessThan(1_500);
  });
});

describe('a text table', () => {
  it('holds a text while it is used, and gives its number to another one afterwards', () => {
    const table = new TextTable();
    const first = table.use('a');
    expect(table.use('a')).toBe(first);
    table.release(first);
    expect([table.find('a'), table.size]).toEqual([first, 1]);
    table.release(first);
    expect([table.find('a'), table.size]).toEqual([null, 0]);
    expect(table.use('b')).toBe(first);
    expect(table.text(first)).toBe('b');
  });

  it('has a number for nothing that is never released', () => {
    const table = new TextTable();
    expect(table.use(null)).toBe(0);
    table.release(0);
    expect(table.text(0)).toBeNull();
  });
});
