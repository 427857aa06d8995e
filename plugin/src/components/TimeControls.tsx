import React from 'react';
import { TimeRangePicker } from '@grafana/ui';
import { movedRange, zoomedOut, type RangeParams } from '../hooks/timeRange/timeRangeUrl.ts';
import { useTimeRange } from '../hooks/useTimeRange.ts';
import { RefreshControl } from './RefreshControl.tsx';

interface TimeControlsProps {
  /** Where the address says nothing; default today so far. */
  readonly initial?: RangeParams;
}

/** Time range and refresh, as a dashboard has them; both stand in the address. */
export function TimeControls({ initial }: TimeControlsProps) {
  const { range, timeZone, now, setRange, setParams, setTimeZone } = useTimeRange(initial);
  return (
    <>
      <TimeRangePicker
        value={range}
        timeZone={timeZone}
        isOnCanvas
        onChange={setRange}
        onChangeTimeZone={setTimeZone}
        onMoveBackward={() => setParams(movedRange(now(), -1))}
        onMoveForward={() => setParams(movedRange(now(), 1))}
        onZoom={() => setParams(zoomedOut(now()))}
      />
      <RefreshControl />
    </>
  );
}
