import {
  getCosts,
  getFallbackStats,
  getMetricsSummary,
  getTrends,
  listClients,
  type FallbackStats,
} from '@understudy/contract';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { clients } from '../reading/clients.ts';
import { costs, type CostPorts } from '../reading/costs.ts';
import { metricsSummary } from '../reading/metricsSummary.ts';
import { trends } from '../reading/trends.ts';
import { zoneOf } from '../reading/zone.ts';

export interface StatisticsRoutePorts extends CostPorts {
  readonly fallbackStats: (asked: { tz: string; now: number }) => Promise<FallbackStats>;
}

/** `fallback-stats`, `metrics-summary`, `costs`, `trends`, `clients`: from the agent's own sums. */
export function statisticsRoutes(ports: StatisticsRoutePorts): EndpointRouter {
  return new EndpointRouter()
    .on(getFallbackStats, async ({ query }) => ({
      body: await ports.fallbackStats({ tz: zoneOf(query.tz), now: ports.now() }),
    }))
    .on(getMetricsSummary, async ({ query }) => ({ body: await metricsSummary(ports, query) }))
    .on(getCosts, async ({ query }) => ({ body: await costs(ports, query) }))
    .on(getTrends, async ({ query }) => ({ body: await trends(ports, query) }))
    .on(listClients, async ({ query }) => ({ body: await clients(ports, query) }));
}
