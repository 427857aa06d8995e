import { MODEL_OF_ROW } from '../parts/links.ts';
import type { LabelColumn } from './table.ts';

/** Columns of the labels that more than one table has: each reads the same everywhere. */
export const MODEL_COLUMN: LabelColumn = { label: 'model', title: 'Model', links: MODEL_OF_ROW };
export const POSITION_COLUMN: LabelColumn = { label: 'position', title: 'Position' };

/** Who serves a target, and what it calls the model. */
export const TARGET_COLUMNS: readonly LabelColumn[] = [
  { label: 'provider', title: 'Provider' },
  { label: 'upstream_model', title: 'Upstream model' },
];
