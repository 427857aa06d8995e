import { useMemo } from 'react';
import { useSettings } from '../../../api/SettingsContext.ts';
import { usePrometheus } from '../../../hooks/usePrometheus.ts';
import { useTimeRange } from '../../../hooks/useTimeRange.ts';
import { fallbackRateSeries } from '../../../promql/requests.ts';
import { trendsByModel } from './trendOf.ts';

/** Points of a row's line: an hour each over a day. */
const POINTS = 24;
const LEAST_STEP_SECONDS = 15;

/** Fallback rates over the page's time range of the models that a page of the table shows; empty until Prometheus has answered. */
export function useFleetTrends(models: readonly string[]): ReadonlyMap<string, readonly (number | null)[]> {
  const { prometheusUid } = useSettings();
  const { params, now } = useTimeRange();
  const { from, to } = now();
  const stepSeconds = Math.max(LEAST_STEP_SECONDS, Math.round((to.valueOf() - from.valueOf()) / 1_000 / POINTS));
  const { data } = usePrometheus('fleet-trends', {
    uid: models.length > 0 ? prometheusUid : undefined,
    // In one order however the table is sorted, so that sorting asks nothing anew.
    expressions: { trend: fallbackRateSeries({ model: { oneOf: [...models].sort() } }, `${stepSeconds}s`) },
    stepSeconds,
    rangeAt: () => {
      const range = now();
      return { from: range.from.valueOf(), to: range.to.valueOf() };
    },
    rangeKey: `${params.from} ${params.to}`,
  });
  return useMemo(() => {
    const range = now();
    return trendsByModel(data?.['trend'], { from: range.from.valueOf(), to: range.to.valueOf(), points: POINTS });
  }, [data, now]);
}
