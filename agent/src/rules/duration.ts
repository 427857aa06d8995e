/** Largest first; without weeks and years, which nobody reads at a glance. */
const UNITS = [
  { name: 'd', word: 'day', ms: 86_400_000 },
  { name: 'h', word: 'hour', ms: 3_600_000 },
  { name: 'm', word: 'minute', ms: 60_000 },
  { name: 's', word: 'second', ms: 1_000 },
  { name: 'ms', word: 'millisecond', ms: 1 },
] as const;

/** The largest unit that divides it; a trial's odd window is told in seconds. */
function inUnits(seconds: number) {
  const ms = Math.round(seconds * 1_000);
  const unit = ms === 0 ? UNITS[3] : UNITS.find((one) => ms % one.ms === 0);
  const { name, word, ms: length } = unit ?? UNITS[4];
  return { amount: ms / length, name, word };
}

/** A duration as PromQL and rule files take it: `5m`, `1500ms`; 0 is `0s`. */
export function promDuration(seconds: number): string {
  const { amount, name } = inUnits(seconds);
  return `${amount}${name}`;
}

/** The same for people: `15 minutes`, `1 hour`. */
export function durationWords(seconds: number): string {
  const { amount, word } = inUnits(seconds);
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}
