import { describe, expect, it } from '@jest/globals';
import type { Statistics } from '../telemetry/index.ts';
import { ProviderTotals } from './providerTotals.ts';

type Bucket = ReturnType<Statistics['quarters']>[number];

const DAY = Date.UTC(2026, 9, 1);
const QUARTER = 900_000;
const MODELS = {
  models: [
    { id: 'a', provider: 'p' },
    { id: 'b', provider: 'p' },
    { id: 'c', provider: 'q' },
  ],
};

function bucket(at: number, version: number, rows: Record<string, [success: number, cost: number]>): Bucket {
  const entries = Object.entries(rows).map(([served, [success, cost]]) => {
    const key = { model: 'a', served, client: 'x' };
    return [served, { start: DAY + at * QUARTER, key, tally: { success, cost } }] as const;
  });
  return { start: DAY + at * QUARTER, version, rows: new Map(entries) } as object as Bucket;
}

describe('ProviderTotals', () => {
  it('sums what the models of a provider answered today, as quarters close and change', () => {
    let quarters = [bucket(-1, 1, { a: [99, 9] }), bucket(0, 1, { a: [1, 0.5], c: [2, 1] })];
    const totals = new ProviderTotals({ quarters: () => quarters }, () => DAY + 2 * QUARTER);
    expect(totals.read(MODELS)('p')).toEqual({ requests: 1, costUsd: 0.5 });
    quarters = [...quarters, bucket(1, 1, { b: [4, 1], '': [0, 7] })];
    expect(totals.read(MODELS)('p')).toEqual({ requests: 5, costUsd: 1.5 });
    expect(totals.read(MODELS)('q')).toEqual({ requests: 2, costUsd: 1 });
    quarters = [bucket(0, 2, { a: [3, 0.5] }), bucket(1, 1, { b: [4, 1] })];
    expect(totals.read(MODELS)('p')).toEqual({ requests: 7, costUsd: 1.5 });
    expect(totals.read(MODELS)('nobody')).toEqual({ requests: 0, costUsd: 0 });
  });

  it('begins anew with the next day', () => {
    const totals = new ProviderTotals({ quarters: () => [bucket(0, 1, { a: [1, 1] })] }, () => DAY + 96 * QUARTER);
    expect(totals.read(MODELS)('p')).toEqual({ requests: 0, costUsd: 0 });
  });
});
