import { describe, expect, it } from '@jest/globals';
import type { FallbackRow } from '../rows/index.ts';
import { sortRows } from './sortRows.ts';

function row(model: string, more: Partial<FallbackRow> = {}): FallbackRow {
  return {
    model,
    fallback: undefined,
    moreFallbacks: [],
    rate: undefined,
    fallbacks: undefined,
    total: undefined,
    cost: { kind: 'unknown' },
    estimated: false,
    trend: undefined,
    origins: {},
    ...more,
  };
}

function names(rows: FallbackRow[]): string[] {
  return rows.map(({ model }) => model);
}

describe('sorting', () => {
  it('has what is not known last, either way, and equals by name', () => {
    const rows = [row('unknown'), row('b', { rate: 0.1 }), row('a', { rate: 0.1 }), row('c', { rate: 0.5 })];
    expect(names(sortRows(rows, { by: 'rate', descending: true }))).toEqual(['c', 'a', 'b', 'unknown']);
    expect(names(sortRows(rows, { by: 'rate', descending: false }))).toEqual(['a', 'b', 'c', 'unknown']);
  });

  it('has an extra cost over a free primary above every multiplier', () => {
    const rows = [
      row('none', { cost: { kind: 'none' } }),
      row('cheap', { cost: { kind: 'multiplier', times: 0.5 } }),
      row('dear', { cost: { kind: 'multiplier', times: 90 } }),
      row('free primary', { cost: { kind: 'extra', usd: 0.01 } }),
      row('unpriced', { cost: { kind: 'unpriced' } }),
    ];
    expect(names(sortRows(rows, { by: 'cost', descending: true }))).toEqual([
      'free primary',
      'dear',
      'cheap',
      'none',
      'unpriced',
    ]);
  });

  it('has names in the order of their numbers', () => {
    const rows = [row('gpt-10'), row('gpt-9'), row('GPT-8')];
    expect(names(sortRows(rows, { by: 'model', descending: false }))).toEqual(['GPT-8', 'gpt-9', 'gpt-10']);
  });

  it('leaves the rows that it is given as they are', () => {
    const rows = [row('b', { fallbacks: 1 }), row('a', { fallbacks: 2 })];
    sortRows(rows, { by: 'count', descending: true });
    expect(names(rows)).toEqual(['b', 'a']);
  });
});
