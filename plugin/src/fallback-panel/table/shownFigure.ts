import { formattedValueToString, getValueFormat, type Field } from '@grafana/data';
import { count, moneyChange, multiplier, rate, type DisplayCurrency } from '../../format/format.ts';
import type { FallbackRow, Measure } from '../rows/index.ts';

function configured(row: FallbackRow, measure: Measure): { field: Field; decimals: number | undefined } | undefined {
  const field = row.origins[measure]?.field;
  if (!field) return undefined;
  const decimals = field.config.decimals ?? undefined;
  return field.config.unit !== undefined || decimals !== undefined ? { field, decimals } : undefined;
}

function byGrafana({ display }: Field, value: number): string | undefined {
  return display ? formattedValueToString(display(value)) : undefined;
}

/** A rate (0..1) by the unit and decimals of its field; without them in the form of all rates. */
export function shownRate(row: FallbackRow): string {
  const set = configured(row, 'rate');
  if (!set || row.rate === undefined) return rate(row.rate);
  const { unit } = set.field.config;
  if (unit === undefined || unit === 'percentunit' || unit === 'percent') {
    // The unit says how the rate is written, not that it should look otherwise.
    if (set.decimals === undefined) return rate(row.rate);
    return formattedValueToString(getValueFormat('percentunit')(row.rate, set.decimals));
  }
  return byGrafana(set.field, row.rate) ?? rate(row.rate);
}

/** A count by the unit of its field. */
export function shownCount(row: FallbackRow, measure: 'fallbacks' | 'total'): string {
  const set = configured(row, measure);
  const value = row[measure];
  if (!set || value === undefined || set.field.config.unit === undefined) return count(value);
  return byGrafana(set.field, value) ?? count(value);
}

/** A cost multiplier by the unit and decimals of its field. */
export function shownMultiplier(row: FallbackRow, times: number): string {
  const set = configured(row, 'multiplier');
  if (!set) return multiplier(times);
  if (set.field.config.unit === undefined) return `${times.toFixed(set.decimals)}×`;
  return byGrafana(set.field, times) ?? multiplier(times);
}

/** An extra cost (USD) by the unit of its field, else in the display currency. */
export function shownExtraCost(row: FallbackRow, usd: number, currency: DisplayCurrency): string {
  const set = configured(row, 'extraCost');
  if (!set || set.field.config.unit === undefined) return moneyChange(usd, currency);
  return byGrafana(set.field, usd) ?? moneyChange(usd, currency);
}
