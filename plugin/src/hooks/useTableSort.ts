import { useCallback, useMemo } from 'react';

/** Rows come sorted to an `InteractiveTable`: it only has to know that the column can be. */
export const SORTABLE = 'basic' as const;

/** How a table is sorted, and who is told when somebody chooses otherwise. */
export interface TableOrder<S extends string> {
  readonly sort: S;
  readonly descending: boolean;
  readonly onSort: (sort: S, descending: boolean) => void;
}

type Sorting = readonly { readonly id: string; readonly desc?: boolean }[];

/** What an `InteractiveTable` needs whose rows somebody else sorts, by one of `sorts`. */
export function useTableSort<S extends string>(sorts: readonly S[], { sort, descending, onSort }: TableOrder<S>) {
  const initialSortBy = useMemo(() => [{ id: sort, desc: descending }], [sort, descending]);
  const fetchData = useCallback(
    ({ sortBy: [first] }: { sortBy: Sorting }) => {
      const id = sorts.find((known) => known === first?.id);
      if (id === undefined) return;
      const desc = first?.desc ?? false;
      if (id !== sort || desc !== descending) onSort(id, desc);
    },
    [sorts, sort, descending, onSort],
  );
  return { initialSortBy, fetchData, disableSortRemove: true };
}
