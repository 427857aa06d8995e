export type { FallbackRow } from './FallbackRow.ts';
export { AUTOMATIC, queryKey, type FieldMapping } from './FieldMapping.ts';
export { MEASURES, type Measure, type Role } from './measure.ts';
export { readFallbackRows, type FallbackRows, type MissingFields } from './readFallbackRows.ts';
export { columnsOf, holds, shownName } from './Column.ts';
