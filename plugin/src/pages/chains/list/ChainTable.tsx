import React, { useMemo } from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { InteractiveTable, useStyles2, type Column } from '@grafana/ui';
import { ActiveStepTag } from '../../../components/ActiveStepTag.tsx';
import { DASH, rate } from '../../../format/format.ts';
import { SORTABLE, useTableSort, type TableOrder } from '../../../hooks/useTableSort.ts';
import { presetName } from '../texts/presetName.ts';
import { CHAIN_SORTS, type ChainSort } from './chainListQuery.ts';
import type { ChainRow } from './chainRow.ts';
import { ChainSteps } from './ChainSteps.tsx';
import { getTableStyles } from './ChainTable.styles.ts';
import { ModelCell } from './ModelCell.tsx';
import { ProvenCell } from './ProvenCell.tsx';

interface Props extends TableOrder<ChainSort> {
  /** One page, in order. */
  readonly rows: readonly ChainRow[];
  readonly shape: 'wide' | 'medium' | 'narrow';
  /** Above this a rate is worth a warning: `warnings.fallbackRate` of the document. */
  readonly rateThreshold: number;
}

interface Cell {
  readonly row: { readonly original: ChainRow };
}

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
        sortType: SORTABLE,
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
        sortType: SORTABLE,
        sortDescFirst: true,
        cell: ({ row }: Cell) => <StepCell row={row.original} />,
      },
      {
        id: 'policy',
        header: t('chains.column.policy', 'Policy'),
        sortType: SORTABLE,
        cell: ({ row }: Cell) => <span className={styles.quiet}>{policyWords(row.original)}</span>,
      },
      {
        id: 'rate',
        header: t('chains.column.rate', 'Rate today'),
        sortType: SORTABLE,
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
        sortType: SORTABLE,
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

/** The table of chains: a whole chain on one line, which opens it. */
export function ChainTable({ rows, shape, rateThreshold, ...order }: Props) {
  const styles = useStyles2(getTableStyles);
  const columns = useColumns(rateThreshold);
  const data = useMemo(() => [...rows], [rows]);
  const sorting = useTableSort(CHAIN_SORTS, order);
  return (
    <InteractiveTable
      className={cx(styles.table, shape === 'medium' && styles.medium, shape === 'narrow' && styles.narrow)}
      columns={columns}
      data={data}
      getRowId={(row: ChainRow) => row.model}
      {...sorting}
    />
  );
}
