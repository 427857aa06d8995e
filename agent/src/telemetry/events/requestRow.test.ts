import { describe, expect, it } from '@jest/globals';
import { aRecord } from '../../testkit/telemetryFixtures.ts';
import { requestEvent } from './requestEvent.ts';
import { readRequestRow, requestRow } from './requestRow.ts';

const trace = { traceId: 'f'.repeat(32), spanId: null, parentId: 'e'.repeat(16), sampled: true };
const record = aRecord({ trace, trigger: 'timeout', route: 'fallback', firstTokenMs: 1.5, error: 'a "quote"' });
const event = requestEvent(record, { sequence: 7, at: '2026-01-01T00:00:00.000Z', recorded: false });

const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the row of a request', () => {
  it('holds every field of its event', () => {
    expect(requestRow(event)).toHaveLength(Object.keys(event).length - 1);
    expect(readRequestRow(stored(requestRow(event)))).toEqual(event);
  });

  it('may name its fields, as older agents wrote it', () => {
    expect(readRequestRow(stored(event))).toEqual(event);
  });

  it.each([[null], [7], [[]], [[1, 'x']], [{ kind: 'request' }], [{ ...event, status: 'x' }]])(
    'is none where it is damaged: %j',
    (value) => expect(readRequestRow(value)).toBeNull(),
  );
});
