import { costOf, type ConfigDocument, type OverviewComparison, type OverviewTotal } from '@understudy/contract';
import type { DayComparison, TodayView } from '../../telemetry/index.ts';
import { ratesOf, type OverviewModelPorts } from './overviewModel.ts';

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function comparisonOf({ upTo, today, yesterday }: DayComparison): OverviewComparison {
  const [rate, before] = [today, yesterday].map(({ fallbacks, eligible }) => ratio(fallbacks, eligible));
  const growth = ratio(today.requests, yesterday.requests);
  return {
    upTo,
    requests: today.requests,
    fallbackRate: rate ?? 0,
    yesterday: { requests: yesterday.requests, fallbackRate: before ?? 0 },
    requestsChange: growth === null ? null : growth - 1,
    fallbackRateChange: typeof rate === 'number' && typeof before === 'number' ? rate - before : null,
  };
}

function savingsOf(
  { total }: TodayView,
  { costs }: Pick<ConfigDocument, 'costs'>,
  { displayName, priceOf }: OverviewModelPorts,
): OverviewTotal['savings'] {
  const model = costs?.referenceModel ?? null;
  if (model === null) return null;
  const price = priceOf(model) ?? null;
  const hypothetical = costOf(price, {
    input: total.pricedInputTokens,
    output: total.pricedOutputTokens,
    cacheRead: total.pricedCacheReadTokens,
    cacheWrite: total.pricedCacheWriteTokens,
  });
  return {
    reference: { model, displayName: displayName(model), priced: price !== null },
    hypotheticalUsd: hypothetical,
    savingsUsd: hypothetical === null ? null : hypothetical - total.cost,
  };
}

/** Today in all. */
export function overviewTotal(
  view: TodayView,
  document: Pick<ConfigDocument, 'costs'>,
  ports: OverviewModelPorts,
): OverviewTotal {
  const { total, hours, hoursBegun, comparison } = view;
  const extra = total.fallbackCost - total.fallbackBaselineCost;
  return {
    requests: total.requests,
    eligible: total.eligible,
    fallbacks: total.fallbacks,
    fallbackRate: ratio(total.fallbacks, total.eligible) ?? 0,
    fallbackAnswers: total.fallbackAnswers,
    fallbackSuccessRate: ratio(total.fallbackAnswers, total.fallbacks),
    exhausted: total.exhausted,
    costUsd: total.cost,
    extraCostUsd: extra,
    onTopOfUsd: Math.max(0, total.cost - extra),
    wastedCostUsd: total.wastedCost,
    unpricedRequests: total.unpricedRequests,
    savings: savingsOf(view, document, ports),
    comparison: comparison === null ? null : comparisonOf(comparison),
    trend: {
      requests: hours.requests.map((count, hour) => (hour < hoursBegun ? count : null)),
      fallbackRate: ratesOf(hours),
    },
  };
}
