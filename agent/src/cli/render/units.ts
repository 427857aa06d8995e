/** `12.5 %` of a ratio. */
export function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}

/** USD with as many digits as small amounts need. */
export function usd(amount: number | null): string {
  if (amount === null) return 'unknown';
  return `$${amount !== 0 && Math.abs(amount) < 0.01 ? amount.toFixed(6) : amount.toFixed(2)}`;
}

/** `250 ms`, `2.0 s`. */
export function milliseconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

export function multiplier(value: number | null): string {
  return value === null ? '-' : `${value.toFixed(2)}x`;
}
