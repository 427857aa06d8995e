import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { viewOf, withView, type ActivityView } from './activityView.ts';

/** Changes a part of the view. */
export type ChangeView = (change: Partial<ActivityView>) => void;

/** The view that the address holds. Changes take the place of the address, so that Back leaves the page. */
export function useActivityView(): readonly [ActivityView, ChangeView] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => viewOf(params), [params]);
  const change = useCallback<ChangeView>(
    (part) => setParams((current) => withView(current, part), { replace: true }),
    [setParams],
  );
  return [view, change];
}
