import type { Role } from './measure.ts';

/** How rates are written in the data. */
export type RateScale = 'auto' | 'ratio' | 'percent';

/** What stands for a whole time series. */
export type Reducer = 'last' | 'mean' | 'max' | 'sum';

/** What the data's fields mean; a role that is left out is found by its name, its query or its metric. */
export interface FieldMapping extends Readonly<Partial<Record<Role, string>>> {
  readonly rateScale: RateScale;
  readonly reducer: Reducer;
}

/** Nothing is said: all is found out. */
export const AUTOMATIC: FieldMapping = { rateScale: 'auto', reducer: 'last' };

/** How a mapping names all values of one query instead of a field. */
export function queryKey(refId: string): string {
  return `query:${refId}`;
}
