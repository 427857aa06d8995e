import type { EndpointResult, RequestSummary, getMetricsSummary } from '@understudy/contract';
import { addTally, emptyTally, type Tally } from '../../telemetry/index.ts';
import { durationQuantile } from './quantile.ts';
import { readWindow, visitRows, type WindowPorts } from './statisticsWindow.ts';

const DEFAULT_DAYS = 1;

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** A tally in the words of the API. */
function summaryOfTally(tally: Readonly<Tally>): RequestSummary {
  const average = ratio(tally.seconds, tally.timed);
  return {
    requests: tally.requests,
    eligible: tally.eligible,
    success: tally.success,
    errors: tally.errors,
    clientErrors: tally.clientErrors,
    cancelled: tally.cancelled,
    rejected: tally.rejected,
    fallbacks: tally.fallbacks,
    fallbackRate: ratio(tally.fallbacks, tally.eligible) ?? 0,
    fallbackAnswers: tally.fallbackAnswers,
    fallbackSuccessRate: ratio(tally.fallbackAnswers, tally.fallbacks),
    exhausted: tally.exhausted,
    attempts: tally.attempts,
    inputTokens: tally.inputTokens,
    outputTokens: tally.outputTokens,
    costUsd: tally.cost,
    baselineCostUsd: tally.baselineCost,
    comparedCostUsd: tally.comparedCost,
    extraCostUsd: tally.fallbackCost - tally.fallbackBaselineCost,
    wastedCostUsd: tally.wastedCost,
    unpricedRequests: tally.unpricedRequests,
    averageMs: average === null ? null : average * 1_000,
    p50Ms: durationQuantile(tally, 0.5),
    p95Ms: durationQuantile(tally, 0.95),
  };
}

/** `metrics-summary`: sums of the last days, in all and by requested model. */
export async function metricsSummary(
  ports: WindowPorts,
  query: { readonly days?: number | undefined; readonly tz?: string | undefined },
): Promise<EndpointResult<typeof getMetricsSummary>> {
  const { shown, buckets } = readWindow(ports, query, DEFAULT_DAYS);
  const total = emptyTally();
  const byModel = new Map<string, Tally>();
  await visitRows(buckets, ({ key, tally }) => {
    const sum = byModel.get(key.model) ?? emptyTally();
    byModel.set(key.model, sum);
    addTally(sum, tally);
  });
  const models = [...byModel].map(([model, tally]) => {
    addTally(total, tally);
    return { model, displayName: ports.displayName(model), ...summaryOfTally(tally) };
  });
  models.sort((a, b) => b.requests - a.requests || (a.model < b.model ? -1 : 1));
  return { window: shown, total: summaryOfTally(total), models };
}
