/**
 * Combines the values of two targets round by round, so that what slowed a whole round down cancels out.
 *
 * @throws RangeError when the two did not have the same number of rounds
 */
export function pairwise(
  a: readonly number[],
  b: readonly number[],
  combine: (fromA: number, fromB: number) => number,
): number[] {
  if (a.length !== b.length) throw new RangeError(`${a.length} rounds cannot be paired with ${b.length}`);
  return a.map((fromA, round) => combine(fromA, b[round] ?? Number.NaN));
}

/** `a ÷ b` of each round. */
export function ratios(a: readonly number[], b: readonly number[]): number[] {
  return pairwise(a, b, (fromA, fromB) => fromA / fromB);
}

/** `a − b` of each round. */
export function differences(a: readonly number[], b: readonly number[]): number[] {
  return pairwise(a, b, (fromA, fromB) => fromA - fromB);
}
