import React, { useMemo } from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { InteractiveTable, useStyles2, type Column } from '@grafana/ui';
import { OVERVIEW_SORTS, type OverviewSort } from '@understudy/contract';
import { CostCell } from '../../../components/CostCell.tsx';
import type { DisplayCurrency } from '../../../format/format.ts';
import { SORTABLE, useTableSort, type TableOrder } from '../../../hooks/useTableSort.ts';
import type { OverviewRow } from '../overviewRow.ts';
import { ActiveStepCell } from './ActiveStepCell.tsx';
import { CountCell } from './CountCell.tsx';
import { FallbackCell } from './FallbackCell.tsx';
import { getTableStyles } from './fallbackTable.styles.ts';
import { ModelCell } from './ModelCell.tsx';
import { RateLink } from './RateLink.tsx';
import { TestButton } from './TestButton.tsx';

interface Props extends TableOrder<OverviewSort> {
  readonly rows: readonly OverviewRow[];
  readonly shape: 'wide' | 'medium' | 'narrow';
  readonly currency: DisplayCurrency;
  /** Drills run on one agent: the fleet's table has no button for them. */
  readonly drills: boolean;
}

interface Cell {
  readonly row: { readonly original: OverviewRow };
}

function useColumns(currency: DisplayCurrency, drills: boolean): Column<OverviewRow>[] {
  return useMemo(
    () => [
      {
        id: 'model',
        header: t('overview.column.model', 'Model'),
        sortType: SORTABLE,
        cell: ({ row }: Cell) => <ModelCell row={row.original} />,
      },
      {
        id: 'fallback',
        header: t('overview.column.fallback', 'Fallback'),
        sortType: SORTABLE,
        cell: ({ row }: Cell) => <FallbackCell row={row.original} />,
      },
      {
        id: 'rate',
        header: t('overview.column.rate', 'Rate'),
        sortType: SORTABLE,
        sortDescFirst: true,
        cell: ({ row }: Cell) => <RateLink row={row.original} />,
      },
      {
        id: 'count',
        header: t('overview.column.count', 'Count'),
        sortType: SORTABLE,
        sortDescFirst: true,
        cell: ({ row }: Cell) => <CountCell row={row.original} />,
      },
      {
        id: 'cost',
        header: t('overview.column.cost', 'Cost ×'),
        sortType: SORTABLE,
        sortDescFirst: true,
        cell: ({ row }: Cell) => <CostCell value={row.original} currency={currency} />,
      },
      {
        id: 'step',
        header: t('overview.column.step', 'Active step'),
        sortType: SORTABLE,
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

/** The table of models. It keeps its order while the pointer is over it (see `useCalmRows`). */
export function FallbackTable({ rows, shape, currency, drills, ...order }: Props) {
  const styles = useStyles2(getTableStyles);
  const columns = useColumns(currency, drills);
  const data = useMemo(() => [...rows], [rows]);
  const sorting = useTableSort(OVERVIEW_SORTS, order);
  return (
    <InteractiveTable
      className={cx(styles.table, shape === 'medium' && styles.medium, shape === 'narrow' && styles.narrow)}
      columns={columns}
      data={data}
      getRowId={(row: OverviewRow) => row.model}
      {...sorting}
    />
  );
}
