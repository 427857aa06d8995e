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
    expect(ids(events.page({ client: 'old' }, 5).items)).toEqual(['a']);
    request('b');
    request('c');
    expect(events.page({ client: 'old' }, 5).items).toEqual([]);
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
