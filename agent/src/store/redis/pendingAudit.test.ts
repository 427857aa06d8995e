import { describe, expect, it } from '@jest/globals';
import type { AuditDraft } from '../audit/auditLog.ts';
import { PendingAudit } from './pendingAudit.ts';

const draft = (detail: string, outcome: AuditDraft['outcome'] = 'done'): AuditDraft => ({
  at: '2026-10-01T08:00:00.000Z',
  author: 'ada',
  token: null,
  role: null,
  action: 'putChain',
  target: '',
  outcome,
  status: 200,
  detail,
  revision: null,
  changes: [],
});
const details = (pending: PendingAudit, most = 100): string[] =>
  pending.take(most).map(({ draft: { detail } }) => detail);

describe('entries that wait for Redis', () => {
  it('come out in the order in which they were added, in portions', () => {
    const pending = new PendingAudit(10);
    for (const [detail, outcome] of [
      ['a', 'done'],
      ['b', 'refused'],
      ['c', 'refused'],
      ['d', 'done'],
    ] as const) {
      expect(pending.add(draft(detail, outcome), false)).toBe(false);
    }
    expect([pending.size, pending.oldest, pending.newest]).toEqual([4, 1, 4]);
    expect(details(pending, 3)).toEqual(['a', 'b', 'c']);
    expect([pending.size, pending.oldest, pending.newest]).toEqual([1, 4, 4]);
    expect(details(pending)).toEqual(['d']);
    expect([pending.size, pending.oldest, details(pending)]).toEqual([0, Infinity, []]);
  });

  it('are bounded: the oldest refusals go first, then the oldest of all', () => {
    const pending = new PendingAudit(3);
    pending.add(draft('a'), false);
    pending.add(draft('b', 'refused'), false);
    pending.add(draft('c', 'refused'), false);
    expect(pending.add(draft('d'), false)).toBe(true);
    expect(pending.add(draft('e', 'refused'), false)).toBe(true);
    expect(pending.add(draft('f'), false)).toBe(true);
    expect(pending.add(draft('g'), false)).toBe(true);
    expect(details(pending)).toEqual(['d', 'f', 'g']);
  });
});
