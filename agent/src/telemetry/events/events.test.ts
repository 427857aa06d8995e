import { describe, expect, it } from '@jest/globals';
import { eventSchema, type AgentEvent } from '@understudy/contract';
import { aHop, aRecord, aStep, anAttempt, aUsage } from '../../testkit/telemetryFixtures.ts';
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

describe('events', () => {
  it('come back from their columns as they were told, and are what the contract says', () => {
    const { events, told, request } = setUp();
    request('a', { traceId: 'f'.repeat(32), firstTokenMs: 12.5, stream: true });
    request('b', { served: null, servedPosition: null, outcome: 'error', usage: null, error: 'no', attempts: [] });
    request('c', { served: other, usage: aUsage({ estimated: true }), attempts: [anAttempt({ step: other })] });
    events.listener({ type: 'hop', requestId: 'a', model: 'gpt-4o', hop: aHop(step, other) });
    events.listener({ type: 'circuit-moved', step, from: 'open', to: 'closed', cooldownUntil: 0 });
    const { items } = events.page({}, 10);
    expect(items).toEqual(told.toReversed());
    for (const item of items) expect(eventSchema.parse(item)).toEqual(item);
  });

  it('keep the newest requests, whose oldest go one by one, page by page', () => {
    const { events, request, ids } = setUp({ requests: 5 });
    for (let n = 0; n < 13; n++) request(`r${n}`);
    const first = events.page({}, 3);
    expect(ids(first.items)).toEqual(['r12', 'r11', 'r10']);
    const second = events.page({}, 3, first.next ?? 0);
    expect([ids(second.items), second.next]).toEqual([['r9', 'r8'], null]);
    expect(events.page({}, 3, 2).items).toEqual([]);
  });

  it('are bounded a kind: requests never push out what explains them', () => {
    const { events, request } = setUp({ requests: 2, others: 2 });
    for (let n = 0; n < 3; n++) {
      events.listener({ type: 'circuit-moved', step, from: 'closed', to: 'open', cooldownUntil: 5 });
    }
    for (let n = 0; n < 10; n++) request(`r${n}`);
    expect(events.page({}, 10).items.map(({ kind }) => kind)).toEqual(['request', 'request', 'breaker', 'breaker']);
  });

  it('find nothing by a name that no row has any more', () => {
    const { events, request, ids } = setUp({ requests: 2 });
    request('a', { client: 'old' });
    expect(ids(events.page({ client: ['old'] }, 5).items)).toEqual(['a']);
    request('b');
    request('c');
    expect(events.page({ client: ['old'] }, 5).items).toEqual([]);
  });

  it('go on after what was restored', () => {
    const before = setUp();
    before.request('a');
    before.events.noteConfig({ revision: 1, author: 'x', reason: null, outcome: 'applied', summary: '' });
    const after = setUp();
    for (const event of before.told) after.events.restore(event);
    after.request('b');
    expect(after.events.page({}, 10).items.map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
    expect(after.told).toHaveLength(1);
  });

  it('hold what happened inside the newest requests that needed several calls', () => {
    const kept: [number, string][] = [];
    const { events, request } = setUp({ logs: 2, onLog: (...told) => kept.push(told) });
    const hops = [aHop(step, other)];
    request('plain');
    for (const id of ['r1', 'r2', 'r3']) request(id, { hops, route: 'fallback' });
    events.addRecorded(aRecord({ id: 'elsewhere', hops }), 0);
    expect(events.request('plain')).toMatchObject({ event: { id: 'plain' }, log: null });
    expect(events.request('r1')).toMatchObject({ event: { id: 'r1' }, log: null });
    expect(events.request('r3')?.log?.hops).toMatchObject([{ from: 'gpt-4o', to: 'claude' }]);
    expect(events.request('elsewhere')?.log).toBeNull();
    expect(events.request('nobody')).toBeNull();
    expect(kept.map(([sequence]) => sequence)).toEqual([2, 3, 4]);
    const after = setUp().events;
    for (const [sequence, packed] of kept) after.restoreLog(sequence, packed);
    after.listener({ type: 'request-ended', record: aRecord({ id: 'next' }) });
    expect(after.request('next')).toMatchObject({ event: { sequence: 5 }, log: null });
  });

  it('are found by the beginning of an id, the newest of equal ids first', () => {
    const { events, request, ids } = setUp();
    for (const id of ['req_a1', 'req_a2', 'req_b', 'req_b']) request(id);
    events.listener({ type: 'hop', requestId: 'req_a2', model: 'gpt-4o', hop: aHop(step, other) });
    expect(ids(events.page({ id: 'req_a' }, 10).items)).toEqual(['req_a2', 'req_a1']);
    expect(events.page({ id: 'req_a2' }, 10).items.map(({ kind }) => kind)).toEqual(['fallback', 'request']);
    expect(events.page({ id: 'x' }, 10).items).toEqual([]);
    expect(events.request('req_b')?.event.sequence).toBe(4);
  });

  it('say how far back they go', () => {
    const { events, request } = setUp({ requests: 2 });
    expect(events.kept).toEqual({ requests: 0, oldestAt: null });
    for (const id of ['a', 'b', 'c']) request(id);
    expect(events.kept).toEqual({ requests: 2, oldestAt: '2026-01-01T00:00:00.001Z' });
  });

  it('cut what a client may make as long as it likes', () => {
    const { events, request } = setUp();
    request('a', { model: 'm'.repeat(5_000), client: 'c'.repeat(5_000), error: 'e'.repeat(5_000) });
    expect(events.page({}, 1).items[0]).toMatchObject({ model: 'm'.repeat(100), client: 'c'.repeat(100) });
    expect(JSON.stringify(events.page({}, 1)).length).toBeLessThan(1_500);
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
