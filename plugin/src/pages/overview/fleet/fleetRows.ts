import type { ActiveStep } from '@understudy/contract';
import type { Series } from '../../../api/prometheus.ts';
import type { AgentShare, OverviewRow } from '../overviewRow.ts';
import type { FleetAnswer } from './fleetExpressions.ts';

export type FleetAnswers = Readonly<Partial<Record<FleetAnswer, readonly Series[]>>>;

/** Thresholds above which a figure is worth a warning. */
export interface Warnings {
  readonly fallbackRate: number;
  readonly costMultiplier: number;
}

function last(series: Series | undefined): number | undefined {
  const value = series?.values.at(-1);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Values by the model that was asked for. */
function byModel(series: readonly Series[] | undefined): ReadonlyMap<string, number> {
  const entries = (series ?? []).flatMap((one) => {
    const value = last(one);
    return value === undefined ? [] : [[one.labels['model'] ?? '', value] as const];
  });
  return new Map(entries);
}

/** Id of the model that a provider's own name stands for; Prometheus knows the latter only. */
export type ModelNames = (provider: string, upstreamModel: string) => string | undefined;

function fallbacksOf(model: string, answers: FleetAnswers, nameOf: ModelNames): OverviewRow['fallbacks'] {
  return (answers.answers ?? [])
    .filter((series) => series.labels['model'] === model)
    .map((series) => {
      const { provider = '', upstream_model: upstreamModel = '' } = series.labels;
      const id = nameOf(provider, upstreamModel) ?? upstreamModel;
      return { model: id, displayName: id, count: Math.round(last(series) ?? 0) };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

function providerOf(model: string, answers: FleetAnswers): string | null {
  const primary = answers.targets?.find(({ labels }) => labels['model'] === model && labels['position'] === '0');
  return primary?.labels['provider'] ?? null;
}

function labelOf(position: number): string {
  if (position === 0) return 'primary';
  return position < 0 ? 'all failed' : `fallback ${position}`;
}

/** The step that is furthest from the primary on any agent, and how many agents share it. */
function stepOf(model: string, answers: FleetAnswers): { step: ActiveStep | null; share?: AgentShare } {
  const counts = (answers.steps ?? [])
    .filter((series) => series.labels['model'] === model)
    .map((series) => ({ position: Number(series.labels['position']), agents: last(series) ?? 0 }));
  const of = counts.reduce((sum, { agents }) => sum + agents, 0);
  if (of === 0) return { step: null };
  const failed = counts.find(({ position }) => position < 0);
  const furthest = failed ?? counts.reduce((a, b) => (b.position > a.position ? b : a));
  const step = { position: furthest.position, label: labelOf(furthest.position), model: null };
  return step.position === 0 ? { step } : { step, share: { agents: furthest.agents, of } };
}

type Money = Pick<OverviewRow, 'cost' | 'costMultiplier' | 'exceeds2x' | 'extraCostUsd'>;

function moneyOf(model: string, fell: number, answers: FleetAnswers, warnings: Warnings): Money {
  const multiplier = byModel(answers.multiplier).get(model) ?? null;
  const extra = byModel(answers.extra).get(model) ?? null;
  const exceeds2x = multiplier !== null && multiplier > warnings.costMultiplier;
  if (multiplier !== null) return { cost: 'multiplier', costMultiplier: multiplier, extraCostUsd: extra, exceeds2x };
  if (fell === 0) return { cost: 'none', costMultiplier: null, extraCostUsd: null, exceeds2x };
  // No baseline above 0: the primary costs nothing, or a price is missing.
  const cost = extra === null ? 'unpriced' : 'extra';
  return { cost, costMultiplier: null, extraCostUsd: extra, exceeds2x };
}

/** The table's lines from what Prometheus says of all agents. */
export function fleetRows(answers: FleetAnswers, warnings: Warnings, nameOf: ModelNames): readonly OverviewRow[] {
  const fallbacks = byModel(answers.fallbacks);
  return [...byModel(answers.eligible)].map(([model, total]) => {
    const fell = fallbacks.get(model) ?? 0;
    const fallbackRate = total > 0 ? Math.min(1, fell / total) : 0;
    const { step, share } = stepOf(model, answers);
    const served = fallbacksOf(model, answers, nameOf);
    return {
      model,
      displayName: model,
      provider: providerOf(model, answers),
      totalRequests: total,
      fallbackCount: fell,
      fallbackRate,
      aboveRate: fallbackRate > warnings.fallbackRate,
      fallbacks: served,
      fallbackModels: served.length,
      estimated: false,
      unpricedModels: [],
      activeStep: step,
      trend: [],
      ...moneyOf(model, fell, answers, warnings),
      ...(share && { share }),
    };
  });
}
