import { useMemo, useState } from 'react';
import { timeAxis, type TimeAxis } from '../attempts/timeAxis.ts';
import { useTick } from '../attempts/useTick.ts';
import { axisAt, finalAxis, plannedAxis } from './drillPlan.ts';
import { drillLength, elapsedMs, isUnderWay, type DrillState } from './drillState.ts';

/** How often it is looked whether a call outlasts the axis. */
const LOOK_MS = 250;

/** The axis of a test: the planned one while it runs, one that fits when it is over. */
export function useDrillAxis(state: DrillState): TimeAxis {
  const [reached, setReached] = useState<{ readonly plan: DrillState['plan']; readonly ms: number } | null>(null);
  const planned = useMemo(() => (state.plan ? plannedAxis(state.plan) : null), [state.plan]);
  const length = drillLength(state);
  const base = planned ?? timeAxis(0);
  const running = axisAt(base, reached?.plan === state.plan ? reached.ms : 0);
  useTick(isUnderWay(state), LOOK_MS, (now) => {
    const ms = elapsedMs(state, now);
    if (ms > running.totalMs) setReached({ plan: state.plan, ms });
  });
  if (length === null) return running;
  return planned ? finalAxis(planned, length) : timeAxis(length);
}
