import { OTHER, costMultiplier, type FallbackStat, type FallbackStats } from '@understudy/contract';
import type { Bucket } from './aggregates.ts';
import { sameDay } from './sameDay.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';

/** A registry entry as statistics need it. */
export interface StatisticsModel {
  readonly displayName: string;
  /** Ids of its chain's fallbacks, in order; empty without a chain. */
  readonly fallbacks: readonly string[];
}

export interface FallbackStatsInput {
  readonly quarters: readonly Bucket[];
  readonly models: ReadonlyMap<string, StatisticsModel>;
  readonly costMultiplierLimit: number;
  readonly tz: string;
  /** Epoch ms. */
  readonly now: number;
}

interface ModelDay {
  readonly tally: Tally;
  /** Answers by served model, on route fallback. */
  readonly answers: Map<string, number>;
}

/** Fallbacks of today by requested model, highest rate first (configuration.md, `fallback-stats`). */
export function fallbackStats(input: FallbackStatsInput): FallbackStats {
  const stats: FallbackStat[] = [];
  const days = sumByModel(input);
  for (const model of new Set([...input.models.keys(), ...days.keys()])) {
    const day = days.get(model) ?? { tally: emptyTally(), answers: new Map<string, number>() };
    const hasChain = (input.models.get(model)?.fallbacks.length ?? 0) > 0;
    if (model !== OTHER && (hasChain || day.tally.fallbacks > 0)) stats.push(statOf(input, model, day));
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

function sumByModel({ quarters, tz, now }: FallbackStatsInput): Map<string, ModelDay> {
  const days = new Map<string, ModelDay>();
  const isToday = sameDay(tz, now);
  for (const { start, rows } of quarters) {
    if (start > now || !isToday(start)) continue;
    for (const { key, tally } of rows.values()) {
      const day = days.get(key.model) ?? { tally: emptyTally(), answers: new Map<string, number>() };
      days.set(key.model, day);
      addTally(day.tally, tally);
      if (tally.fallbackAnswers > 0) {
        day.answers.set(key.served, (day.answers.get(key.served) ?? 0) + tally.fallbackAnswers);
      }
    }
  }
  return days;
}

function statOf(
  { models, costMultiplierLimit }: FallbackStatsInput,
  model: string,
  { tally, answers }: ModelDay,
): FallbackStat {
  const known = models.get(model);
  // Nothing fell back: it cost nothing. Something did, but without prices: unknown, which is not 0.
  const costKnown = tally.fallbackAnswers === 0 || tally.fallbackCompared > 0;
  const original = costKnown ? tally.fallbackBaselineCost : null;
  const fallback = costKnown ? tally.fallbackCost : null;
  const multiplier = costMultiplier(fallback, original);
  const fallbackModel = mostUsed(answers) ?? known?.fallbacks[0] ?? null;
  return {
    model,
    displayName: known?.displayName ?? model,
    totalRequests: tally.eligible,
    fallbackCount: tally.fallbacks,
    fallbackRate: tally.eligible === 0 ? 0 : tally.fallbacks / tally.eligible,
    estimatedOriginalCostUsd: original,
    estimatedFallbackCostUsd: fallback,
    costMultiplier: multiplier,
    exceeds2x: multiplier !== null && multiplier > costMultiplierLimit,
    fallbackModel,
    fallbackModelName: fallbackModel === null ? null : (models.get(fallbackModel)?.displayName ?? fallbackModel),
    estimated: tally.fallbackEstimated > 0,
  };
}

function mostUsed(answers: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  for (const [model, count] of answers) {
    if (best === null || count > (answers.get(best) ?? 0)) best = model;
  }
  return best;
}
