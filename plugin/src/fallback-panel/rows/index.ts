export type { Cost, FallbackRow, Origin } from './FallbackRow.ts';
export { AUTOMATIC, queryKey, type FieldMapping, type RateScale, type Reducer } from './FieldMapping.ts';
export { MEASURE_LABEL, MEASURES, type Measure, type Role } from './measure.ts';
export { readFallbackRows, type FallbackRows, type MissingFields } from './readFallbackRows.ts';
export { columnsOf, holds, shownName } from './Column.ts';
