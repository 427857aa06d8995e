import type { OverviewModel, Price } from '@understudy/contract';
import type { TodayView } from '../../telemetry/index.ts';
import type { ListedModel } from './overviewList.ts';

type Sheet = NonNullable<ReturnType<TodayView['models']['get']>>;

export interface OverviewModelPorts {
  readonly displayName: (model: string) => string;
  /** Price of a configured model as it is billed now; null = unknown, undefined = not configured. */
  readonly priceOf: (model: string) => Price | null | undefined;
}

const MAX_NAMED = 10;

/** Fallback rate of each hour; null = no eligible request. */
export function ratesOf({ eligible, fallbacks }: Sheet['hours']): (number | null)[] {
  return eligible.map((count, hour) => (count === 0 ? null : (fallbacks[hour] ?? 0) / count));
}

function costKind({ stat }: ListedModel, answers: number): OverviewModel['cost'] {
  if (answers === 0) return 'none';
  if (stat.costMultiplier !== null) return 'multiplier';
  return stat.estimatedOriginalCostUsd === null ? 'unpriced' : 'extra';
}

/** One model of the overview with everything that is shown of it. */
export function overviewModel(
  listed: ListedModel,
  { hours, answers }: Sheet,
  { displayName, priceOf }: OverviewModelPorts,
): OverviewModel {
  const { stat, provider, activeStep, aboveRate } = listed;
  const served = [...answers].sort(([, a], [, b]) => b - a);
  const fallbackAnswers = served.reduce((sum, [, count]) => sum + count, 0);
  const cost = costKind(listed, fallbackAnswers);
  const { estimatedFallbackCostUsd: actual, estimatedOriginalCostUsd: original } = stat;
  const unpriced = [stat.model, ...answers.keys()].filter((model) => !priceOf(model));
  return {
    ...stat,
    provider,
    fallbacks: served.slice(0, MAX_NAMED).map(([model, count]) => ({ model, displayName: displayName(model), count })),
    fallbackModels: served.length,
    fallbackAnswers,
    cost,
    extraCostUsd: actual === null || original === null ? null : actual - original,
    unpricedModels: cost === 'unpriced' ? unpriced.slice(0, MAX_NAMED) : [],
    aboveRate,
    activeStep,
    trend: ratesOf(hours),
  };
}
