import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { intervalMs, intervalOf, paramOf } from './refresh/refreshInterval.ts';

const PARAM = 'refresh';

/** The refresh of the page. */
export interface Refresh {
  /** As Grafana's picker has it: `30s`; empty = paused. */
  readonly interval: string;
  readonly intervalMs: number | false;
  readonly setInterval: (interval: string) => void;
  /** Asks again now for all that the page shows. */
  readonly refresh: () => void;
  readonly refreshing: boolean;
}

/** The refresh that the address asks for (`refresh=1m`, `refresh=off`; else every 30 s), with pause. */
export function useRefresh(): Refresh {
  const [params, setParams] = useSearchParams();
  const queries = useQueryClient();
  const interval = intervalOf(params.get(PARAM));
  const setInterval = useCallback(
    (next: string) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          const param = paramOf(next);
          if (param === undefined) after.delete(PARAM);
          else after.set(PARAM, param);
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  const refresh = useCallback(() => void queries.invalidateQueries(), [queries]);
  return { interval, intervalMs: intervalMs(interval), setInterval, refresh, refreshing: useIsFetching() > 0 };
}
