import { OTHER, costMultiplier, type FallbackStat, type FallbackStats } from '@understudy/contract';
import { emptyDay, type ModelDay } from './todaySums.ts';

/** A registry entry as statistics need it. */
export interface StatisticsModel {
  readonly displayName: string;
  /** Ids of its chain's fallbacks, in order; empty without a chain. */
  readonly fallbacks: readonly string[];
}

export interface FallbackStatsInput {
  readonly days: ReadonlyMap<string, ModelDay>;
  readonly models: ReadonlyMap<string, StatisticsModel>;
  readonly costMultiplierLimit: number;
}

/** Fallbacks of today by requested model, highest rate first (configuration.md, `fallback-stats`). */
export function fallbackStats(input: FallbackStatsInput): FallbackStats {
  const stats: FallbackStat[] = [];
  const { days } = input;
  for (const model of new Set([...input.models.keys(), ...days.keys()])) {
    const day = days.get(model) ?? emptyDay();
    const hasChain = (input.models.get(model)?.fallbacks.length ?? 0) > 0;
    if (model !== OTHER && (hasChain || day.sums.fallbacks > 0)) stats.push(statOf(input, model, day));
  }
  stats.sort(
    (a, b) => b.fallbackRate - a.fallbackRate || b.fallbackCount - a.fallbackCount || compare(a.model, b.model),
  );
  return {
    stats,
    summary: {
      modelsWithFallback: stats.filter((stat) => stat.fallbackCount > 0).length,
      fallbacksToday: stats.reduce((sum, stat) => sum + stat.fallbackCount, 0),
      modelsExceeding2x: stats.filter((stat) => stat.exceeds2x).length,
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function statOf(
  { models, costMultiplierLimit }: FallbackStatsInput,
  model: string,
  { sums, answers }: ModelDay,
): FallbackStat {
  const known = models.get(model);
  // Nothing fell back: it cost nothing. Something did, but without prices: unknown, which is not 0.
  const costKnown = sums.fallbackAnswers === 0 || sums.fallbackCompared > 0;
  const original = costKnown ? sums.fallbackBaselineCost : null;
  const fallback = costKnown ? sums.fallbackCost : null;
  const multiplier = costMultiplier(fallback, original);
  const fallbackModel = mostUsed(answers) ?? known?.fallbacks[0] ?? null;
  return {
    model,
    displayName: known?.displayName ?? model,
    totalRequests: sums.eligible,
    fallbackCount: sums.fallbacks,
    fallbackRate: sums.eligible === 0 ? 0 : sums.fallbacks / sums.eligible,
    estimatedOriginalCostUsd: original,
    estimatedFallbackCostUsd: fallback,
    costMultiplier: multiplier,
    exceeds2x: multiplier !== null && multiplier > costMultiplierLimit,
    fallbackModel,
    fallbackModelName: fallbackModel === null ? null : (models.get(fallbackModel)?.displayName ?? fallbackModel),
    estimated: sums.fallbackEstimated > 0,
  };
}

function mostUsed(answers: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  for (const [model, count] of answers) {
    if (best === null || count > (answers.get(best) ?? 0)) best = model;
  }
  return best;
}
