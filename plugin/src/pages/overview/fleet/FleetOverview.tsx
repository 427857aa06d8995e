import React, { useMemo } from 'react';
import { listModels } from '@understudy/contract';
import { useSettings } from '../../../api/SettingsContext.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { useAgentStatus } from '../../../hooks/useAgentStatus.ts';
import { useAllItems } from '../../../hooks/useAllItems.ts';
import { usePrometheus } from '../../../hooks/usePrometheus.ts';
import { useTimeRange } from '../../../hooks/useTimeRange.ts';
import { OverviewBody } from '../OverviewBody.tsx';
import { OverviewSkeleton } from '../OverviewSkeleton.tsx';
import { useOverviewView } from '../useOverviewView.ts';
import { fleetBreakers } from './fleetBreakers.ts';
import { fleetExpressions } from './fleetExpressions.ts';
import { fleetKpis } from './fleetKpis.ts';
import { fleetRows, type FleetAnswers, type ModelNames } from './fleetRows.ts';
import { fleetSummary } from './fleetSummary.ts';
import { shownRows } from './shownRows.ts';
import { useFleetTrends } from './useFleetTrends.ts';

const PAGE_SIZE = 50;
/** The defaults of the document, while this agent has not said its own. */
const WARNINGS = { fallbackRate: 0.1, costMultiplier: 2 };
const USD = { display: 'USD', rate: 1, rateDate: null };

/** Ids of this agent's registry for what Prometheus knows by the provider's name. */
function useModelNames(): ModelNames {
  const models = useAllItems(listModels).data?.items;
  return useMemo(() => {
    const names = new Map(models?.map(({ id, provider, upstreamModel }) => [`${provider}/${upstreamModel ?? id}`, id]));
    return (provider, upstreamModel) => names.get(`${provider}/${upstreamModel}`);
  }, [models]);
}

function useFleetAnswers() {
  const { prometheusUid } = useSettings();
  const { params, now } = useTimeRange();
  const { from, to } = now();
  const seconds = Math.max(60, Math.round((to.valueOf() - from.valueOf()) / 1_000));
  return usePrometheus('fleet', {
    uid: prometheusUid,
    expressions: fleetExpressions({}, `${seconds}s`),
    rangeAt: () => {
      const range = now();
      return { from: range.from.valueOf(), to: range.to.valueOf() };
    },
    rangeKey: `${params.from} ${params.to}`,
  });
}

/** What was answered, as figures and table. */
function FleetBody({ answers }: { readonly answers: FleetAnswers }) {
  const [view, change] = useOverviewView();
  const status = useAgentStatus().data?.data;
  const nameOf = useModelNames();
  const warnings = status?.warnings ?? WARNINGS;
  const currency = status?.currency ?? USD;
  const rows = fleetRows(answers, warnings, nameOf);
  const shown = shownRows(rows, view);
  const page = shown.slice((view.page - 1) * PAGE_SIZE, view.page * PAGE_SIZE);
  const trends = useFleetTrends(page.map(({ model }) => model));
  const breakers = fleetBreakers(answers);
  return (
    <OverviewBody
      breakers={breakers}
      kpis={fleetKpis({ answers, rows, openBreakers: breakers.length, warnings, currency })}
      table={{
        rows: page.map((row) => ({ ...row, trend: [...(trends.get(row.model) ?? [])] })),
        total: shown.length,
        pageSize: PAGE_SIZE,
        summary: fleetSummary(rows),
        warnings,
        currency,
        drills: false,
      }}
      view={view}
      onView={change}
    />
  );
}

/** All agents that Prometheus scrapes, over any time range. It knows no probe times, and chains are edited elsewhere. */
export function FleetOverview() {
  return (
    <QueryState query={useFleetAnswers()} skeleton={<OverviewSkeleton />}>
      {(answers: FleetAnswers) => <FleetBody answers={answers} />}
    </QueryState>
  );
}
