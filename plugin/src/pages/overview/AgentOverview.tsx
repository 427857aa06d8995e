import React from 'react';
import { getOverview, getStatus, roleAllows, type EndpointResult } from '@understudy/contract';
import { QueryState } from '../../components/QueryState.tsx';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { useRole } from '../../hooks/useRole.ts';
import { ianaTimeZone } from '../../hooks/timeZone.ts';
import type { OpenBreaker } from './breakers/openBreaker.ts';
import { agentKpis } from './agentKpis.ts';
import { NoTraffic } from './NoTraffic.tsx';
import { OverviewBody } from './OverviewBody.tsx';
import { OverviewSkeleton } from './OverviewSkeleton.tsx';
import { useOverviewView, type OverviewView } from './useOverviewView.ts';

/** Models a page of the table shows. */
const PAGE_SIZE = 50;

/** Breakers that the strip may name, and count. */
const MOST_BREAKERS = 100;

function queryOf({ sort, descending, search, onlyAbove, page }: OverviewView) {
  return {
    tz: ianaTimeZone(),
    sort,
    order: descending ? ('desc' as const) : ('asc' as const),
    limit: PAGE_SIZE,
    ...(search && { search }),
    ...(onlyAbove && { above: true }),
    ...(page > 1 && { cursor: String((page - 1) * PAGE_SIZE) }),
  };
}

function openBreakers(status: EndpointResult<typeof getStatus> | undefined): readonly OpenBreaker[] {
  return (status?.breakers ?? [])
    .filter(({ state }) => state === 'open')
    .map(({ provider, upstreamModel, openedBy, nextProbeAt, chains }) => ({
      provider,
      upstreamModel,
      trigger: openedBy,
      nextProbeAt,
      chains,
    }));
}

/** Today on the agent that this app administers, from its own statistics. */
export function AgentOverview() {
  const role = useRole();
  const [view, change] = useOverviewView();
  const overview = useAgentQuery(getOverview, { query: queryOf(view) });
  const status = useAgentQuery(getStatus, { query: { limit: MOST_BREAKERS } });
  const breakers = openBreakers(status.data?.data);
  return (
    <QueryState query={overview} skeleton={<OverviewSkeleton />}>
      {({ data }) =>
        data.total.requests === 0 && data.modelsTotal === 0 && view.search === '' && !view.onlyAbove ? (
          <NoTraffic />
        ) : (
          <OverviewBody
            breakers={breakers}
            kpis={agentKpis(data)}
            table={{
              rows: data.models,
              total: data.modelsTotal,
              pageSize: PAGE_SIZE,
              summary: data.summary,
              warnings: data.warnings,
              currency: data.currency,
              day: data.today,
              drills: roleAllows(role, 'editor'),
            }}
            view={view}
            onView={change}
          />
        )
      }
    </QueryState>
  );
}
