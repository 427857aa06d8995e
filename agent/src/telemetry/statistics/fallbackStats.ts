import { OTHER, costMultiplier, type FallbackStat, type FallbackStats } from '@understudy/contract';
import type { ModelDay } from './modelDay.ts';

/** A registry entry as statistics need it. */
export interface StatisticsModel {
  readonly displayName: string;
  /** Ids of its chain's fallbacks, in order; empty without a chain. */
  readonly fallbacks: readonly string[];
}

/** What the statistics of a day depend on beside its requests. */
export interface FallbackSettings {
  readonly models: ReadonlyMap<string, StatisticsModel>;
  readonly costMultiplierLimit: number;
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Highest rate first (configuration.md, `fallback-stats`). */
export function compareStats(a: FallbackStat, b: FallbackStat): number {
  return b.fallbackRate - a.fallbackRate || b.fallbackCount - a.fallbackCount || compare(a.model, b.model);
}

/** What they come to in all. */
export function fallbackSummary(stats: readonly FallbackStat[]): FallbackStats['summary'] {
  return {
    modelsWithFallback: stats.filter((stat) => stat.fallbackCount > 0).length,
    fallbacksToday: stats.reduce((sum, stat) => sum + stat.fallbackCount, 0),
    modelsExceeding2x: stats.filter((stat) => stat.exceeds2x).length,
  };
}

/** Fallbacks of a requested model; null = it is not listed: it has no chain and did not fall back. */
export function fallbackStat(settings: FallbackSettings, model: string, day: ModelDay): FallbackStat | null {
  const hasChain = (settings.models.get(model)?.fallbacks.length ?? 0) > 0;
  if (model === OTHER || !(hasChain || day.sums.fallbacks > 0)) return null;
  return statOf(settings, model, day);
}

function statOf(
  { models, costMultiplierLimit }: FallbackSettings,
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
