import React from 'react';
import type { SceneTimeRange } from '@grafana/scenes';
import { KpiRow } from '../../components/kpi/KpiRow.tsx';
import { QueryState } from '../../components/QueryState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAgentStatus } from '../../hooks/useAgentStatus.ts';
import { useContentWidth } from '../../hooks/useContentWidth.ts';
import { usePrometheus } from '../../hooks/usePrometheus.ts';
import { totalSpend } from '../../promql/cost.ts';
import type { PromScope } from '../../promql/scope.ts';
import { forecast } from './forecast.ts';
import { rangeExpressions, rangeKpis } from './rangeKpis.ts';

interface Props {
  readonly uid: string;
  readonly scope: PromScope;
  /** The page's time range, which its picker sets. */
  readonly timeRange: SceneTimeRange;
  /** Rate above which a figure is amber. */
  readonly threshold: number;
}

const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1_000;
/** Days that the forecast looks back, and ahead. */
const FORECAST_DAYS = 30;
/** The height of the figures while they are on their way. */
const ROW_HEIGHT = 96;
const USD = { display: 'USD', rate: 1, rateDate: null };

/** Cost of each of the last days, midnight to midnight UTC. */
function useDailyCost(uid: string, scope: PromScope): readonly number[] {
  const days = usePrometheus('analytics-days', {
    uid,
    expressions: { day: totalSpend(scope, '1d') },
    stepSeconds: DAY_SECONDS,
    rangeKey: 'days',
    rangeAt: (now) => {
      const midnight = Math.floor(now / DAY_MS) * DAY_MS;
      return { from: midnight - (FORECAST_DAYS - 1) * DAY_MS, to: midnight };
    },
  });
  return days.data?.['day']?.[0]?.values ?? [];
}

/** The range in six figures. */
export function AnalyticsKpis({ uid, scope, timeRange, threshold }: Props) {
  const { value } = timeRange.useState();
  const { ref, shape } = useContentWidth();
  const currency = useAgentStatus().data?.data.currency ?? USD;
  const from = value.from.valueOf();
  const to = value.to.valueOf();
  const seconds = Math.max(60, Math.round((to - from) / 1_000));
  const answers = usePrometheus('analytics', {
    uid,
    expressions: rangeExpressions(scope, `${seconds}s`),
    rangeKey: `${from} ${to}`,
    rangeAt: () => ({ from, to }),
  });
  const daily = useDailyCost(uid, scope);
  const next = { forecast: forecast(daily, FORECAST_DAYS), days: FORECAST_DAYS };
  return (
    <div ref={ref}>
      <QueryState query={answers} skeleton={<Skeleton rows={1} rowHeight={ROW_HEIGHT} />}>
        {(data) => (
          <KpiRow
            items={rangeKpis({ answers: data, threshold, currency, next })}
            columns={shape === 'wide' ? 6 : shape === 'medium' ? 3 : 2}
          />
        )}
      </QueryState>
    </div>
  );
}
