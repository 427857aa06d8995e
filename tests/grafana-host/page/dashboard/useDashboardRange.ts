import { useCallback, useEffect, useState } from 'react';
import { rangeUtil, type TimeRange } from '@grafana/data';

declare global {
  interface Window {
    /** Grafana's open dashboard, which is how a panel has it run its queries again. */
    __grafanaSceneContext?: { readonly state?: { readonly $timeRange?: { readonly onRefresh?: () => void } } };
  }
}

function rangeOf(search: string): TimeRange {
  const query = new URLSearchParams(search);
  return rangeUtil.convertRawToRange({ from: query.get('from') ?? 'now-1h', to: query.get('to') ?? 'now' });
}

/** The time range of the address (default: the last hour), made anew with each refresh. */
export function useDashboardRange(search: string): readonly [TimeRange, () => void] {
  const [state, setState] = useState(() => ({ search, range: rangeOf(search) }));
  const refresh = useCallback(() => setState({ search, range: rangeOf(search) }), [search]);
  if (state.search !== search) refresh();
  useEffect(() => {
    window.__grafanaSceneContext = { state: { $timeRange: { onRefresh: refresh } } };
    return () => {
      delete window.__grafanaSceneContext;
    };
  }, [refresh]);
  return [state.range, refresh];
}
