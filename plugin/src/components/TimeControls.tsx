import React from 'react';
import { TimeRangePicker } from '@grafana/ui';
import { movedRange, zoomedOut } from '../hooks/timeRange/timeRangeUrl.ts';
import { useTimeRange } from '../hooks/useTimeRange.ts';
import { RefreshControl } from './RefreshControl.tsx';

/** Time range and refresh, as a dashboard has them; both stand in the address. */
export function TimeControls() {
  const { range, timeZone, now, setRange, setParams, setTimeZone } = useTimeRange();
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
