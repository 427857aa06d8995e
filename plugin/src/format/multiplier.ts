import { DASH, decimal, isFigure, type Figure } from './number.ts';

/** How many times as much: `1.4×`, from ten `12×`, local `0×`. */
export function multiplier(times: Figure): string {
  if (!isFigure(times)) return DASH;
  if (times === 0) return '0×';
  if (times > 0 && times < 0.05) return '<0.1×';
  const tenths = times.toFixed(1);
  return Number(tenths) >= 10 ? `${decimal(times, 0)}×` : `${tenths}×`;
}

/** A multiplier as a person sets it, without trailing zeros: a threshold of 2 = `2×`. */
export function multiplierThreshold(times: Figure): string {
  return isFigure(times) ? `${decimal(times, 2)}×` : DASH;
}
