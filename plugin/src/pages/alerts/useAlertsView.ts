import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { alertsView, withAlertsView, type AlertsView } from './alertsView.ts';

/** Changes a part of the view. */
export type ChangeAlertsView = (change: Partial<AlertsView>) => void;

/** What the address says, and how to change it; an open drawer is a step of its own, which Back closes. */
export function useAlertsView(): readonly [AlertsView, ChangeAlertsView] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => alertsView(params), [params]);
  const change = useCallback<ChangeAlertsView>(
    (part) =>
      setParams((before) => withAlertsView(before, part), {
        replace: part.drawer === undefined,
      }),
    [setParams],
  );
  return [view, change];
}
