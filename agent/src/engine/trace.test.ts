import { describe, expect, it } from '@jest/globals';
import { incomingTrace } from './trace.ts';

const traceId = 'ab'.repeat(16);
const parentId = 'cd'.repeat(8);

describe("the client's trace", () => {
  it.each([
    ['01', true],
    ['00', false],
    ['03', true],
  ])('is read from traceparent with flags %s', (flags, sampled) => {
    const headers = { traceparent: `00-${traceId}-${parentId}-${flags}` };
    expect(incomingTrace({ headers })).toEqual({ traceId, spanId: null, parentId, sampled });
  });

  it.each([
    ['', 'is empty'],
    [`ff-${traceId}-${parentId}-01`, 'has the forbidden version'],
    [`00-${'0'.repeat(32)}-${parentId}-01`, 'has no trace id'],
    [`00-${traceId}-${'0'.repeat(16)}-01`, 'has no parent id'],
    [`00-${traceId.toUpperCase()}-${parentId}-01`, 'is upper-case'],
    [`00-${traceId}"} 1\n-${parentId}-01`, 'tries to be something else'],
  ])('is none where the header %j', (traceparent) => {
    expect(incomingTrace({ headers: { traceparent } })).toBeNull();
  });

  it('is none without the header', () => {
    expect(incomingTrace({ headers: {} })).toBeNull();
  });
});
