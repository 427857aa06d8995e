const UNITS: readonly (readonly [string, number])[] = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
  ['ms', 0.001],
];

/** `5m`, `1h30m`, `500ms`, `0s`: a duration of Prometheus and Grafana. */
export function secondsText(seconds: number): string {
  let left = Math.round(seconds * 1_000);
  let text = '';
  for (const [unit, size] of UNITS.slice(2)) {
    const amount = Math.floor(left / (size * 1_000));
    left -= amount * size * 1_000;
    if (amount > 0) text += `${amount}${unit}`;
  }
  return text === '' ? '0s' : text;
}

/** Seconds of such a text; NaN where it is none. */
export function textSeconds(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  if (!/^(\d+(ms|[wdhms]))+$/.test(trimmed)) return Number.NaN;
  return [...trimmed.matchAll(/(\d+)(ms|[wdhms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (UNITS.find(([name]) => name === unit)?.[1] ?? Number.NaN),
    0,
  );
}
