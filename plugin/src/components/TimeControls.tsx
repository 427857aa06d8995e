import React from 'react';
import { t } from '@grafana/i18n';
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';
import { movedRange, zoomedOut } from '../hooks/timeRange/timeRangeUrl.ts';
import { REFRESH_INTERVALS } from '../hooks/refresh/refreshInterval.ts';
import { useRefresh } from '../hooks/useRefresh.ts';
import { useTimeRange } from '../hooks/useTimeRange.ts';

/** Asks again, by hand or by the clock; "Off" pauses. */
export function RefreshControl() {
  const { interval, setInterval, refresh, refreshing } = useRefresh();
  return (
    <RefreshPicker
      tooltip={t('refresh.now', 'Refresh')}
      value={interval}
      intervals={[...REFRESH_INTERVALS]}
      isLoading={refreshing}
      isOnCanvas
      onRefresh={refresh}
      onIntervalChanged={setInterval}
    />
  );
}

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
