import React, { type ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useStyles2 } from '@grafana/ui';
import type { AgentError } from '../../api/AgentError.ts';
import { QueryState } from '../../components/QueryState.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContentWidth } from '../../hooks/useContentWidth.ts';
import { NothingFound } from './NothingFound.tsx';
import { Pages } from './Pages.tsx';
import { getRegistryStyles } from './registryTable.styles.ts';
import type { ModelsView } from './useModelsView.ts';

/** One page of a list of the registry. */
interface Listed {
  readonly data: { readonly total: number; readonly items: readonly unknown[] };
}

interface Props<T extends Listed> {
  readonly query: UseQueryResult<T, AgentError>;
  readonly view: ModelsView;
  readonly onView: (change: Partial<ModelsView>) => void;
  readonly searchLabel: string;
  /** Beside the search, such as the unit of the figures. */
  readonly note?: ReactNode;
  /** Where there is nothing to search in; absent = the table, empty. */
  readonly empty?: ReactNode;
  /** The page as a table; `wide` where all columns have room. */
  readonly table: (answer: T, wide: boolean) => ReactNode;
  /** Below it. */
  readonly foot?: (answer: T) => ReactNode;
}

/** A list of the registry with its search, page by page. */
export function RegistryTab<T extends Listed>({
  query,
  view,
  onView,
  searchLabel,
  note,
  empty,
  table,
  foot,
}: Props<T>) {
  const styles = useStyles2(getRegistryStyles);
  const { ref, shape } = useContentWidth();
  const { search, page } = view;
  const shown = (answer: T) => {
    const { items, total } = answer.data;
    if (items.length === 0 && search !== '') {
      return <NothingFound search={search} onClear={() => onView({ search: '' })} />;
    }
    return total === 0 && empty !== undefined ? empty : table(answer, shape !== 'narrow');
  };
  return (
    <>
      <div ref={ref} className={styles.filters}>
        <div className={styles.search}>
          <SearchInput label={searchLabel} value={search} onChange={(next) => onView({ search: next })} />
        </div>
        {note}
      </div>
      <QueryState query={query} skeleton={<Skeleton rows={10} />}>
        {(answer) => (
          <>
            {shown(answer)}
            <Pages page={page} total={answer.data.total} onPage={(next) => onView({ page: next })} />
            {foot?.(answer)}
          </>
        )}
      </QueryState>
    </>
  );
}
