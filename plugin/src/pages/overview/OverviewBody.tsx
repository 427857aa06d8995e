import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useContentWidth, type ContentShape } from '../../hooks/useContentWidth.ts';
import { BreakerStrip } from './breakers/BreakerStrip.tsx';
import type { OpenBreaker } from './breakers/openBreaker.ts';
import type { Kpi } from '../../components/kpi/kpi.ts';
import { KpiRow } from '../../components/kpi/KpiRow.tsx';
import { ModelsCard } from './ModelsCard.tsx';
import type { OverviewTable } from './overviewTable.ts';
import type { OverviewView } from './useOverviewView.ts';

interface Props {
  readonly breakers: readonly OpenBreaker[];
  readonly kpis: readonly Kpi[];
  readonly table: OverviewTable;
  readonly view: OverviewView;
  readonly onView: (change: Partial<OverviewView>) => void;
}

const KPI_COLUMNS: Readonly<Record<ContentShape, 2 | 3 | 6>> = { wide: 6, medium: 3, narrow: 2 };

/** Broken now, the day in six figures, the models. */
export function OverviewBody({ breakers, kpis, table, view, onView }: Props) {
  const styles = useStyles2(getStyles);
  const { ref, shape } = useContentWidth();
  return (
    <div ref={ref} className={styles.stack}>
      <BreakerStrip breakers={breakers} />
      <KpiRow items={kpis} columns={KPI_COLUMNS[shape]} />
      <ModelsCard table={table} view={view} onView={onView} shape={shape} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
