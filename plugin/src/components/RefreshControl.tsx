import React from 'react';
import { t } from '@grafana/i18n';
import { RefreshPicker } from '@grafana/ui';
import { REFRESH_INTERVALS } from '../hooks/refresh/refreshInterval.ts';
import { useRefresh } from '../hooks/useRefresh.ts';

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
