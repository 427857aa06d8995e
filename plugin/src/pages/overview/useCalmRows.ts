import { useState } from 'react';
import type { OverviewRow } from './overviewRow.ts';

interface Calm {
  readonly rows: readonly OverviewRow[];
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
}

/** `fresh` in the order of `shown`; what is new comes last, what is gone is gone. */
export function inOrderOf(shown: readonly string[], fresh: readonly OverviewRow[]): readonly OverviewRow[] {
  const place = new Map(shown.map((model, index) => [model, index]));
  const rank = (row: OverviewRow) => place.get(row.model) ?? shown.length;
  return [...fresh].sort((a, b) => rank(a) - rank(b));
}

/**
 * Rows that don't change places under the pointer: figures stay fresh, the order is what it was when the pointer came, until
 * it leaves or something else is asked for (`question`).
 */
export function useCalmRows(fresh: readonly OverviewRow[], question: string): Calm {
  const [held, setHeld] = useState<{ readonly order: readonly string[]; readonly question: string } | undefined>();
  const holds = held !== undefined && held.question === question;
  return {
    rows: holds ? inOrderOf(held.order, fresh) : fresh,
    onPointerEnter: () => setHeld({ order: fresh.map((row) => row.model), question }),
    onPointerLeave: () => setHeld(undefined),
  };
}
