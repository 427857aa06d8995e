import { useMemo, useState } from 'react';
import type { FallbackRow } from '../rows/index.ts';
import { sortRows, type Sort } from './sortRows.ts';

/** Rows in their order, and what holds it. */
export interface SteadyOrder {
  readonly rows: readonly FallbackRow[];
  readonly sort: Sort;
  readonly setSort: (sort: Sort) => void;
  /** From now on rows stay where they are, whatever their new numbers. */
  readonly hold: () => void;
  readonly release: () => void;
}

function inOrder(rows: readonly FallbackRow[], models: readonly string[]): readonly FallbackRow[] {
  const place = new Map(models.map((model, index) => [model, index]));
  // New models come last; sort() keeps them as they are among themselves.
  return [...rows].sort((a, b) => (place.get(a.model) ?? Infinity) - (place.get(b.model) ?? Infinity) || 0);
}

function modelsOf(rows: readonly FallbackRow[]): readonly string[] {
  return rows.map(({ model }) => model);
}

/** Sorts rows, but never under the pointer. */
export function useSteadyOrder(rows: readonly FallbackRow[], initial: Sort): SteadyOrder {
  const [chosen, setChosen] = useState<Sort>();
  const [held, setHeld] = useState<readonly string[]>();
  const { by, descending } = chosen ?? initial;
  const sorted = useMemo(() => sortRows(rows, { by, descending }), [rows, by, descending]);
  const shown = useMemo(() => (held ? inOrder(sorted, held) : sorted), [sorted, held]);
  return {
    rows: shown,
    sort: { by, descending },
    setSort: (sort) => {
      setChosen(sort);
      setHeld((models) => models && modelsOf(sortRows(rows, sort)));
    },
    hold: () => setHeld(modelsOf(shown)),
    release: () => setHeld(undefined),
  };
}
