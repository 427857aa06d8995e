import {
  getCosts,
  getFallbackStats,
  getMetricsSummary,
  getOverview,
  getTrends,
  listClients,
} from '@understudy/contract';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { clients } from '../reading/clients.ts';
import { costs, type CostPorts } from '../reading/costs.ts';
import { metricsSummary } from '../reading/metricsSummary.ts';
import { overview, type OverviewPorts } from '../reading/overview.ts';
import { trends } from '../reading/trends.ts';
import { zoneOf } from '../reading/zone.ts';

export type StatisticsRoutePorts = CostPorts & OverviewPorts;

/** `overview`, `fallback-stats`, `metrics-summary`, `costs`, `trends`, `clients`: from the agent's own sums. */
export function statisticsRoutes(ports: StatisticsRoutePorts): EndpointRouter {
  return new EndpointRouter()
    .on(getFallbackStats, async ({ query }) => ({
      body: await ports.fallbackStats({ tz: zoneOf(query.tz), now: ports.now() }),
      lasting: true,
    }))
    .on(getOverview, async ({ query }) => ({ body: await overview(ports, query) }))
    .on(getMetricsSummary, async ({ query }) => ({ body: await metricsSummary(ports, query) }))
    .on(getCosts, async ({ query }) => ({ body: await costs(ports, query) }))
    .on(getTrends, async ({ query }) => ({ body: await trends(ports, query) }))
    .on(listClients, async ({ query }) => ({ body: await clients(ports, query) }));
}
