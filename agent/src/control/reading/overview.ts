import {
  effectiveWarnings,
  type ActiveStep,
  type ConfigDocument,
  type EndpointQuery,
  type EndpointResult,
  type FallbackStats,
  type getOverview,
} from '@understudy/contract';
import type { CircuitReading } from '../../engine/index.ts';
import { Slices, type Statistics, type TodayView } from '../../telemetry/index.ts';
import { page } from '../http/page.ts';
import { currencyOf } from './currencyOf.ts';
import { overviewList, type ListedModel } from './overviewList.ts';
import { overviewModel, type OverviewModelPorts } from './overviewModel.ts';
import { overviewTotal } from './overviewTotal.ts';
import { zoneOf } from './zone.ts';

/** Where the overview is read: memory alone. */
export interface OverviewPorts extends OverviewModelPorts {
  readonly statistics: Pick<Statistics, 'today'>;
  readonly fallbackStats: (asked: { readonly tz: string; readonly now: number }) => Promise<FallbackStats>;
  /** The document in force. */
  readonly document: () => ConfigDocument;
  /** Provider of each configured model. */
  readonly providers: () => ReadonlyMap<string, string>;
  /** Models that have a chain. */
  readonly chained: () => ReadonlySet<string>;
  /** Null = the model is not in the configuration in force. */
  readonly activeStep: (model: string) => ActiveStep | null;
  readonly circuits: () => readonly CircuitReading[];
  /** Epoch ms. */
  readonly now: () => number;
}

const DEFAULT_LIMIT = 50;
/** Models looked at before the time is. */
const MODELS_PER_LOOK = 64;

async function listedModels(ports: OverviewPorts, { stats }: FallbackStats, slices: Slices): Promise<ListedModel[]> {
  const { fallbackRate: threshold } = effectiveWarnings(ports.document());
  const [providers, chained] = [ports.providers(), ports.chained()];
  const listed: ListedModel[] = [];
  for (const stat of stats) {
    listed.push({
      stat,
      provider: providers.get(stat.model) ?? null,
      activeStep: chained.has(stat.model) ? ports.activeStep(stat.model) : null,
      aboveRate: stat.fallbackRate > threshold,
    });
    if (listed.length % MODELS_PER_LOOK === 0 && slices.over) await slices.pause();
  }
  return listed;
}

function breakerCounts(circuits: readonly CircuitReading[]): { open: number; total: number } {
  return { open: circuits.filter(({ state }) => state === 'open').length, total: circuits.length };
}

function shownDay({ day, from, hoursOfDay }: TodayView, tz: string, now: number) {
  return { day, tz, from: new Date(from).toISOString(), hours: hoursOfDay, at: new Date(now).toISOString() };
}

/** `overview`: everything that is shown of today at one look. */
export async function overview(
  ports: OverviewPorts,
  query: EndpointQuery<typeof getOverview>,
): Promise<EndpointResult<typeof getOverview>> {
  const tz = zoneOf(query.tz);
  const now = ports.now();
  const stats = await ports.fallbackStats({ tz, now });
  const slices = new Slices();
  const listed = await listedModels(ports, stats, slices);
  await slices.breathe();
  const { items, total, next } = page(overviewList(listed, query), { ...query, limit: query.limit ?? DEFAULT_LIMIT });
  const view = await ports.statistics.today({ tz, now, models: items.map(({ stat }) => stat.model) });
  const document = ports.document();
  return {
    today: shownDay(view, tz, now),
    warnings: effectiveWarnings(document),
    currency: currencyOf(document),
    total: overviewTotal(view, document, ports),
    breakers: breakerCounts(ports.circuits()),
    summary: stats.summary,
    models: items.flatMap((item) => {
      const sheet = view.models.get(item.stat.model);
      return sheet === undefined ? [] : [overviewModel(item, sheet, ports)];
    }),
    modelsTotal: total,
    next,
  };
}
