import { DASH, decimal, isFigure, signed, type Figure } from './number.ts';

/** A share, 0..1, in percent: `12.6%`, `0%`, `<0.1%`, `100%`; what is only nearly all is `>99.9%`. */
export function rate(ratio: Figure): string {
  if (!isFigure(ratio)) return DASH;
  if (ratio === 0) return '0%';
  if (ratio === 1) return '100%';
  if (ratio > 0 && ratio < 0.001) return '<0.1%';
  if (ratio > 0.9995 && ratio < 1) return '>99.9%';
  return `${(ratio * 100).toFixed(1)}%`;
}

/** A relative change, 0.042 = `+4.2%`. */
export function rateChange(ratio: Figure): string {
  return isFigure(ratio) ? signed(Math.round(ratio * 1000), `${decimal(ratio * 100, 1)}%`) : DASH;
}

/** The difference of two rates in percentage points, without the word: 0.016 = `+1.6`. */
export function points(difference: Figure): string {
  return isFigure(difference) ? signed(Math.round(difference * 1000), decimal(difference * 100, 1)) : DASH;
}

/** A rate as a person sets it, without trailing zeros: a threshold of 0.1 = `10%`. */
export function threshold(ratio: Figure): string {
  return isFigure(ratio) ? `${decimal(ratio * 100, 2)}%` : DASH;
}
