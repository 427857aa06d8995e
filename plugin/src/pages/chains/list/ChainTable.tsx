import React, { useCallback, useMemo } from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { InteractiveTable, useStyles2, type Column } from '@grafana/ui';
import { ActiveStepTag } from '../../../components/ActiveStepTag.tsx';
import { DASH, rate } from '../../../format/format.ts';
import { presetName } from '../texts/presetName.ts';
import { CHAIN_SORTS, type ChainListQuery, type ChainSort } from './chainListQuery.ts';
import type { ChainRow } from './chainRow.ts';
import { ChainSteps } from './ChainSteps.tsx';
import { getTableStyles } from './ChainTable.styles.ts';
import { ModelCell } from './ModelCell.tsx';
import { ProvenCell } from './ProvenCell.tsx';

interface Props {
  /** One page, in order. */
  readonly rows: readonly ChainRow[];
  readonly query: Pick<ChainListQuery, 'sort' | 'descending'>;
  readonly onSort: (sort: ChainSort, descending: boolean) => void;
  readonly shape: 'wide' | 'medium' | 'narrow';
  /** Above this a rate is worth a warning: `warnings.fallbackRate` of the document. */
  readonly rateThreshold: number;
}

interface Cell {
  readonly row: { readonly original: ChainRow };
}

type Sorting = readonly { readonly id: string; readonly desc?: boolean }[];

/** Sorted before it comes here: the table only has to know that the column can be. */
const sortable = 'basic' as const;

function StepCell({ row }: { readonly row: ChainRow }) {
  if (!row.enabled) return <>{t('chains.row.off', 'Off')}</>;
  return row.active ? <ActiveStepTag step={row.active} /> : <>{DASH}</>;
}

function policyWords({ preset, edited }: ChainRow): string {
  if (preset === null) return DASH;
  const name = presetName(preset);
  return edited ? t('chains.row.edited', '{{- preset}}, edited', { preset: name }) : name;
}

function useColumns(rateThreshold: number): Column<ChainRow>[] {
  const styles = useStyles2(getTableStyles);
  return useMemo(
    () => [
      {
        id: 'model',
        header: t('chains.column.model', 'Model'),
        sortType: sortable,
        cell: ({ row }: Cell) => <ModelCell row={row.original} />,
      },
      {
        id: 'chain',
        header: t('chains.column.chain', 'Chain'),
        cell: ({ row }: Cell) => <ChainSteps steps={row.original.steps} />,
      },
      {
        id: 'step',
        header: t('chains.column.active', 'Active step'),
        sortType: sortable,
        sortDescFirst: true,
        cell: ({ row }: Cell) => <StepCell row={row.original} />,
      },
      {
        id: 'policy',
        header: t('chains.column.policy', 'Policy'),
        sortType: sortable,
        cell: ({ row }: Cell) => <span className={styles.quiet}>{policyWords(row.original)}</span>,
      },
      {
        id: 'rate',
        header: t('chains.column.rate', 'Rate today'),
        sortType: sortable,
        sortDescFirst: true,
        cell: ({ row }: Cell) => (
          <span className={cx((row.original.rate ?? 0) > rateThreshold && styles.above)}>
            {rate(row.original.rate)}
          </span>
        ),
      },
      {
        id: 'proven',
        header: t('chains.column.proven', 'Last proven'),
        sortType: sortable,
        cell: ({ row }: Cell) => (
          <span className={styles.quiet}>
            <ProvenCell lastProven={row.original.lastProven} />
          </span>
        ),
      },
    ],
    [rateThreshold, styles],
  );
}

function isSort(id: string): id is ChainSort {
  return CHAIN_SORTS.some((sort) => sort === id);
}

/** The table of chains: a whole chain on one line, which opens it. */
export function ChainTable({ rows, query: { sort, descending }, onSort, shape, rateThreshold }: Props) {
  const styles = useStyles2(getTableStyles);
  const columns = useColumns(rateThreshold);
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
      getRowId={(row: ChainRow) => row.model}
      initialSortBy={initialSortBy}
      fetchData={fetchData}
      disableSortRemove
    />
  );
}
