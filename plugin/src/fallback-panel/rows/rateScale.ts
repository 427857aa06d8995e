import type { FieldMapping } from './FieldMapping.ts';
import type { Reading } from './Reading.ts';

/** Above this, values cannot be shares: Prometheus' extrapolation alone never gets there. */
const SURELY_PERCENT = 1.5;

/** By what a reading's rates are divided to be 0..1: by its unit or sign, else by what all its values allow. */
export function rateDivisor(reading: Reading, all: readonly Reading[], { rateScale }: FieldMapping): number {
  if (rateScale !== 'auto') return rateScale === 'percent' ? 100 : 1;
  if (reading.percent) return 100;
  if (reading.column.field.config.unit === 'percentunit') return 1;
  const silent = all.filter(({ percent, column }) => !percent && column.field.config.unit !== 'percentunit');
  return silent.some(({ highest }) => highest > SURELY_PERCENT) ? 100 : 1;
}
