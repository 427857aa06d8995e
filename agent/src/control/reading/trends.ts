import type { EndpointQuery, EndpointResult, TrendDay, getTrends } from '@understudy/contract';
import type { Tally } from '../../telemetry/index.ts';
import { readWindow, visitRows, type WindowPorts } from './statisticsWindow.ts';

const DEFAULT_DAYS = 30;
const MAX_MODELS = 100;

function emptyDay(day: string): TrendDay {
  return {
    day,
    exact: true,
    requests: 0,
    eligible: 0,
    errors: 0,
    fallbacks: 0,
    fallbackRate: 0,
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    baselineCostUsd: 0,
    wastedCostUsd: 0,
  };
}

function add(day: TrendDay, tally: Readonly<Tally>): void {
  day.requests += tally.requests;
  day.eligible += tally.eligible;
  day.errors += tally.errors;
  day.fallbacks += tally.fallbacks;
  day.fallbackRate = day.eligible === 0 ? 0 : day.fallbacks / day.eligible;
  day.inputTokens += tally.inputTokens;
  day.outputTokens += tally.outputTokens;
  day.costUsd += tally.cost;
  day.baselineCostUsd += tally.baselineCost;
  day.wastedCostUsd += tally.wastedCost;
}

function markInexact(day: TrendDay | undefined): void {
  if (day !== undefined) day.exact = false;
}

/** Days by requested model; only days with requests. */
class ModelDays {
  readonly #models = new Map<string, Map<string, TrendDay>>();

  of(model: string, name: string): TrendDay {
    const days = this.#models.get(model) ?? new Map<string, TrendDay>();
    this.#models.set(model, days);
    const day = days.get(name) ?? emptyDay(name);
    days.set(name, day);
    return day;
  }

  busiest(
    displayName: (model: string) => string,
    isExact: (day: string) => boolean,
  ): { model: string; displayName: string; days: TrendDay[] }[] {
    const requests = (days: ReadonlyMap<string, TrendDay>): number =>
      [...days.values()].reduce((sum, day) => sum + day.requests, 0);
    return [...this.#models]
      .map(([model, days]) => ({ model, days, requests: requests(days) }))
      .sort((a, b) => b.requests - a.requests)
      .slice(0, MAX_MODELS)
      .map(({ model, days }) => ({
        model,
        displayName: displayName(model),
        days: Array.from(days.values(), (day) => ({ ...day, exact: isExact(day.day) })),
      }));
  }
}

/** `trends`: the last days one by one. */
export async function trends(
  ports: WindowPorts,
  query: EndpointQuery<typeof getTrends>,
): Promise<EndpointResult<typeof getTrends>> {
  const { shown, days, buckets } = readWindow(ports, query, DEFAULT_DAYS);
  const byDay = new Map(days.map((day) => [day, emptyDay(day)]));
  const byModel = query.byModel === true ? new ModelDays() : null;
  await visitRows(buckets, ({ key, tally }, { day, endDay }) => {
    if (query.model !== undefined && key.model !== query.model) return;
    const sum = byDay.get(day);
    if (sum !== undefined) add(sum, tally);
    if (byModel !== null) add(byModel.of(key.model, day), tally);
    if (endDay !== day) for (const name of [day, endDay]) markInexact(byDay.get(name));
  });
  const isExact = (day: string): boolean => byDay.get(day)?.exact ?? true;
  return {
    window: shown,
    days: [...byDay.values()],
    ...(byModel === null ? {} : { models: byModel.busiest(ports.displayName, isExact) }),
  };
}
