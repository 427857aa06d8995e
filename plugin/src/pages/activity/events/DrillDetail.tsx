import React, { useMemo } from 'react';
import { listDrills, type Drill } from '@understudy/contract';
import { Trans } from '@grafana/i18n';
import { AttemptTimeline } from '../../../components/attempts/AttemptTimeline.tsx';
import { timeAxis } from '../../../components/attempts/timeAxis.ts';
import { drillTimeline, endedDrill } from '../../../components/drill/drillState.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { DetailFoot } from './DetailFoot.tsx';

/** As many tests as the agent keeps, of one model. */
const KEPT = 200;

function Attempts({ drill }: { readonly drill: Drill }) {
  const timeline = useMemo(() => drillTimeline(endedDrill(drill)), [drill]);
  return <AttemptTimeline timeline={timeline} axis={timeAxis(drill.durationMs)} />;
}

/** A test with its attempts, as long as the agent remembers them. */
export function DrillDetail({ id, model }: { readonly id: string; readonly model: string }) {
  const drills = useAgentQuery(listDrills, { query: { model, limit: KEPT } }, { refetchMs: false });
  return (
    <>
      <QueryState query={drills} skeleton={<Skeleton rows={2} rowHeight={26} />}>
        {({ data }) => {
          const drill = data.items.find((item) => item.id === id);
          if (drill) return <Attempts drill={drill} />;
          return (
            <p>
              <Trans i18nKey="activity.drill-forgotten">The agent no longer remembers the attempts of this test.</Trans>
            </p>
          );
        }}
      </QueryState>
      <DetailFoot model={model} failure={undefined} />
    </>
  );
}
