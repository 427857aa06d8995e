import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { getTrends, type TrendDay } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InteractiveTable, useStyles2, type Column } from '@grafana/ui';
import { useSettings } from '../../api/SettingsContext.ts';
import { QueryState } from '../../components/QueryState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { surface } from '../../components/surface.ts';
import { count, countOf, money, rate, type DisplayCurrency } from '../../format/format.ts';
import { ianaTimeZone } from '../../hooks/timeZone.ts';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { useAgentStatus } from '../../hooks/useAgentStatus.ts';
import { TopClients } from './TopClients.tsx';
import { WithPrometheus } from './WithPrometheus.tsx';

const DAYS = 30;
const USD = { display: 'USD', rate: 1, rateDate: null };

interface Cell {
  readonly row: { readonly original: TrendDay };
}

function columns(currency: DisplayCurrency): Column<TrendDay>[] {
  return [
    { id: 'day', header: t('analytics.day', 'Day'), cell: ({ row }: Cell) => row.original.day },
    {
      id: 'requests',
      header: t('overview.kpi.requests', 'Requests'),
      cell: ({ row }: Cell) => count(row.original.requests),
    },
    {
      id: 'rate',
      header: t('overview.kpi.rate', 'Fallback rate'),
      cell: ({ row }: Cell) => rate(row.original.fallbackRate),
    },
    {
      id: 'count',
      header: t('analytics.fallbacks', 'Fallbacks'),
      cell: ({ row }: Cell) => countOf(row.original.fallbacks, row.original.eligible),
    },
    { id: 'errors', header: t('analytics.errors', 'Failed'), cell: ({ row }: Cell) => count(row.original.errors) },
    {
      id: 'cost',
      header: t('analytics.kpi.cost', 'Cost'),
      cell: ({ row }: Cell) => money(row.original.costUsd, currency),
    },
    {
      id: 'wasted',
      header: t('analytics.wasted', 'Wasted'),
      cell: ({ row }: Cell) => money(row.original.wastedCostUsd, currency),
    },
  ];
}

/** The days that this agent remembers, one a line. */
export function AgentAnalytics() {
  const styles = useStyles2(getStyles);
  const { prometheusUid } = useSettings();
  const trends = useAgentQuery(getTrends, { query: { days: DAYS, tz: ianaTimeZone() } });
  const currency = useAgentStatus().data?.data.currency ?? USD;
  const shown = useMemo(() => columns(currency), [currency]);
  return (
    <>
      {!prometheusUid && <WithPrometheus />}
      <div className={styles.columns}>
        <QueryState query={trends} skeleton={<Skeleton rows={DAYS} />}>
          {({ data }) => (
            <section className={styles.card} aria-label={t('analytics.days', 'The last days')}>
              <InteractiveTable
                className={styles.table}
                columns={shown}
                data={[...data.days].reverse()}
                getRowId={(day: TrendDay) => day.day}
              />
            </section>
          )}
        </QueryState>
        <TopClients />
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    alignItems: 'start',
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
    '& > :first-child': { gridColumn: 'span 2 / auto' },
  }),
  card: css({ ...surface(theme), minWidth: 0 }),
  table: css({
    fontVariantNumeric: 'tabular-nums',
    th: { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    'th, td': { padding: theme.spacing(1, 2) },
    'th:not(:first-of-type), td:not(:first-of-type)': { textAlign: 'right' },
  }),
});
