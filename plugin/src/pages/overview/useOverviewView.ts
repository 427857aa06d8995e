import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { OVERVIEW_SORTS, type OverviewSort } from '@understudy/contract';

/** What the address says of the table. */
export interface OverviewView {
  readonly sort: OverviewSort;
  readonly descending: boolean;
  readonly search: string;
  readonly onlyAbove: boolean;
  readonly page: number;
}

type Change = Partial<OverviewView>;

function readSort(text: string | null): Pick<OverviewView, 'sort' | 'descending'> {
  const descending = text?.startsWith('-') ?? true;
  const name = text?.replace(/^-/, '');
  const sort = OVERVIEW_SORTS.find((known) => known === name);
  return sort ? { sort, descending } : { sort: 'rate', descending: true };
}

function readPage(text: string | null): number {
  const page = Number(text);
  return Number.isInteger(page) && page > 1 ? page : 1;
}

/** `sort`, `q`, `above` and `page` of the address; what is the default is left out of it. */
function written(view: OverviewView): Readonly<Record<string, string | undefined>> {
  const sort = `${view.descending ? '-' : ''}${view.sort}`;
  return {
    sort: sort === '-rate' ? undefined : sort,
    q: view.search || undefined,
    above: view.onlyAbove ? 'true' : undefined,
    page: view.page > 1 ? String(view.page) : undefined,
  };
}

/** The table's state in the address, so that a colleague sees the same. */
export function useOverviewView(): readonly [OverviewView, (change: Change) => void] {
  const [params, setParams] = useSearchParams();
  const view = useMemo<OverviewView>(
    () => ({
      ...readSort(params.get('sort')),
      search: params.get('q') ?? '',
      onlyAbove: params.get('above') === 'true',
      page: readPage(params.get('page')),
    }),
    [params],
  );
  const change = useCallback(
    (next: Change) =>
      setParams(
        (old) => {
          // Another question begins with its first page.
          for (const [name, value] of Object.entries(written({ ...view, page: 1, ...next }))) {
            if (value === undefined) old.delete(name);
            else old.set(name, value);
          }
          return old;
        },
        { replace: true },
      ),
    [setParams, view],
  );
  return [view, change];
}
