import React, { useCallback, useMemo } from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { InteractiveTable, useStyles2, type Column } from '@grafana/ui';
import { OVERVIEW_SORTS, type OverviewSort } from '@understudy/contract';
import { CostCell } from '../../../components/CostCell.tsx';
import type { DisplayCurrency } from '../../../format/format.ts';
import type { OverviewRow } from '../overviewRow.ts';
import { ActiveStepCell } from './ActiveStepCell.tsx';
import { CountCell } from './CountCell.tsx';
import { FallbackCell } from './FallbackCell.tsx';
import { getTableStyles } from './fallbackTable.styles.ts';
import { ModelCell } from './ModelCell.tsx';
import { RateLink } from './RateLink.tsx';
import { TestButton } from './TestButton.tsx';

interface Props {
  readonly rows: readonly OverviewRow[];
  readonly sort: OverviewSort;
  readonly descending: boolean;
  readonly onSort: (sort: OverviewSort, descending: boolean) => void;
  readonly shape: 'wide' | 'medium' | 'narrow';
  readonly currency: DisplayCurrency;
  /** Drills run on one agent: the fleet's table has no button for them. */
  readonly drills: boolean;
}

interface Cell {
  readonly row: { readonly original: OverviewRow };
}

type Sorting = readonly { readonly id: string; readonly desc?: boolean }[];

/** Sorted by the agent, not here: the table only has to know that the column can be. */
const sortable = 'basic' as const;

function useColumns(currency: DisplayCurrency, drills: boolean): Column<OverviewRow>[] {
  return useMemo(
    () => [
      {
        id: 'model',
        header: t('overview.column.model', 'Model'),
        sortType: sortable,
        cell: ({ row }: Cell) => <ModelCell row={row.original} />,
      },
      {
        id: 'fallback',
        header: t('overview.column.fallback', 'Fallback'),
        sortType: sortable,
        cell: ({ row }: Cell) => <FallbackCell row={row.original} />,
      },
      {
        id: 'rate',
        header: t('overview.column.rate', 'Rate'),
        sortType: sortable,
        sortDescFirst: true,
        cell: ({ row }: Cell) => <RateLink row={row.original} />,
      },
      {
        id: 'count',
        header: t('overview.column.count', 'Count'),
        sortType: sortable,
        sortDescFirst: true,
        cell: ({ row }: Cell) => <CountCell row={row.original} />,
      },
      {
        id: 'cost',
        header: t('overview.column.cost', 'Cost ×'),
        sortType: sortable,
        sortDescFirst: true,
        cell: ({ row }: Cell) => <CostCell value={row.original} currency={currency} />,
      },
      {
        id: 'step',
        header: t('overview.column.step', 'Active step'),
        sortType: sortable,
        cell: ({ row }: Cell) => <ActiveStepCell row={row.original} />,
      },
      ...(drills
        ? [
            {
              id: 'test',
              header: '',
              disableGrow: true,
              cell: ({ row }: Cell) => <TestButton row={row.original} />,
            },
          ]
        : []),
    ],
    [currency, drills],
  );
}

function isSort(id: string): id is OverviewSort {
  return OVERVIEW_SORTS.some((sort) => sort === id);
}

/** The table of models. It keeps its order while the pointer is over it (see `useCalmRows`). */
export function FallbackTable({ rows, sort, descending, onSort, shape, currency, drills }: Props) {
  const styles = useStyles2(getTableStyles);
  const columns = useColumns(currency, drills);
  const data = useMemo(() => [...rows], [rows]);
  const initialSortBy = useMemo(() => [{ id: sort, desc: descending }], [sort, descending]);
  const fetchData = useCallback(
    ({ sortBy }: { sortBy: Sorting }) => {
      const [first] = sortBy;
      if (!first || !isSort(first.id)) return;
      const desc = first.desc ?? false;
      if (first.id !== sort || desc !== descending) onSort(first.id, desc);
    },
    [sort, descending, onSort],
  );
  return (
    <InteractiveTable
      className={cx(styles.table, shape === 'medium' && styles.medium, shape === 'narrow' && styles.narrow)}
      columns={columns}
      data={data}
      getRowId={(row: OverviewRow) => row.model}
      initialSortBy={initialSortBy}
      fetchData={fetchData}
      disableSortRemove
    />
  );
}
