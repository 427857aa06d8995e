/** A figure as it comes from the agent or from a frame: it may be missing, and then it is shown as a dash. */
export type Figure = number | null | undefined;

/** Nothing to say. */
export const DASH = '–';

/** ui.md fixes how numbers look, so they don't follow the browser's language. */
const LOCALE = 'en-US';

export function isFigure(value: Figure): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Makes a formatter once: building one costs a hundred times more than using it. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, options);
  formats.set(key, made);
  return made;
}

/** With at most so many decimals, thousands grouped, trailing zeros dropped; never `-0`. */
export function decimal(value: number, digits: number): string {
  return numberFormat({ maximumFractionDigits: digits }).format(Number(value.toFixed(digits)) + 0);
}

/** `+` before what is more; the formats already write the `-`. */
export function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text;
}
