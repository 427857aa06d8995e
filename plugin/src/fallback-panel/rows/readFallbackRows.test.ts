import { describe, expect, it } from '@jest/globals';
import type { FrameCase } from '../fixtures/FrameCase.ts';
import { oddCases } from '../fixtures/oddCases.ts';
import { otherSourceCases } from '../fixtures/otherSourceCases.ts';
import { prometheusCases } from '../fixtures/prometheusCases.ts';
import { AUTOMATIC, readFallbackRows } from './index.ts';

function check({ frames, mapping, rows, problem }: FrameCase): void {
  const read = readFallbackRows(frames, { ...AUTOMATIC, ...mapping });
  expect(read.problem).toBe(problem);
  const said = read.rows.map(({ origins: _, ...row }) => row);
  const unknown = { fallback: undefined, moreFallbacks: [], rate: undefined, fallbacks: undefined };
  const expected = rows.map((row) => ({ ...unknown, total: undefined, estimated: false, trend: undefined, ...row }));
  expect(said.map(rounded)).toEqual(expected.map(rounded));
}

/** Sums of fractions differ in their last digits. */
function rounded<T extends { rate: number | undefined; fallbacks: number | undefined }>(row: T): T {
  const nine = (value: number | undefined) => (value === undefined ? value : Number(value.toFixed(9)));
  return { ...row, rate: nine(row.rate), fallbacks: nine(row.fallbacks) };
}

describe('Prometheus', () => {
  it.each(prometheusCases)('$name', check);
});

describe('other sources', () => {
  it.each(otherSourceCases)('$name', check);
});

describe('odd data', () => {
  it.each(oddCases)('$name', check);
});
