import { describe, expect, it } from '@jest/globals';
import { aHop, aRecord, aStep } from '../../testkit/telemetryFixtures.ts';
import { RecentEvents } from './recentEvents.ts';

const step = aStep();
const other = aStep({ model: 'claude' });

function setUp(capacity?: number) {
  let at = 100;
  const events = new RecentEvents({ wall: () => at++ }, capacity);
  const request = (id: string, model = 'gpt-4o'): void =>
    events.listener({ type: 'request-ended', record: aRecord({ id, model }) });
  const ids = (found: ReturnType<RecentEvents['list']>): string[] =>
    found.flatMap((event) => (event.kind === 'request' ? [event.record.id] : []));
  return { events, request, ids };
}

describe('recent events', () => {
  it('are listed from the newest, of the kinds and the model that are asked for', () => {
    const { events, request, ids } = setUp();
    request('a');
    events.listener({ type: 'hop', requestId: 'a', model: 'gpt-4o', hop: aHop(step, other) });
    request('b', 'claude');
    events.listener({ type: 'circuit-moved', step, from: 'closed', to: 'open', cooldownUntil: 5 });
    events.note('config', 'Revision 3 is in force.');
    expect(events.list().map(({ kind }) => kind)).toEqual(['config', 'breaker', 'request', 'fallback', 'request']);
    expect(ids(events.list({ kinds: ['request'] }))).toEqual(['b', 'a']);
    expect(events.list({ model: 'gpt-4o' }).map(({ kind }) => kind)).toEqual(['breaker', 'fallback', 'request']);
    expect(events.list()[0]?.at).toBe(104);
  });

  it('are paged by the cursor of the last one seen', () => {
    const { events, request, ids } = setUp();
    for (const id of ['a', 'b', 'c', 'd']) request(id);
    const first = events.list({ limit: 2 });
    expect(ids(first)).toEqual(['d', 'c']);
    expect(ids(events.list({ limit: 2, before: first[1]?.sequence ?? 0 }))).toEqual(['b', 'a']);
  });

  it('are bounded a kind: requests never push out what explains them', () => {
    const { events, request, ids } = setUp(3);
    events.listener({ type: 'circuit-moved', step, from: 'closed', to: 'open', cooldownUntil: 5 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) request(id);
    expect(ids(events.list())).toEqual(['e', 'd', 'c']);
    expect(events.list({ kinds: ['breaker'] })).toHaveLength(1);
  });
});
