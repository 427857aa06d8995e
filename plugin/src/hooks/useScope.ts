import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useSettings } from '../api/SettingsContext.ts';

/** Whose figures a page shows: the agent that the app administers, or all that Prometheus scrapes. */
export type Scope = 'agent' | 'all';

const PARAM = 'scope';

/** The scope that the address asks for; always this agent where no Prometheus is chosen. */
export function useScope(): Scope {
  const [params] = useSearchParams();
  const { prometheusUid } = useSettings();
  return params.get(PARAM) === 'all' && prometheusUid ? 'all' : 'agent';
}

/** Puts the scope into the address: a page may have a default of its own, so that this agent is named too. */
export function useSetScope(): (scope: Scope) => void {
  const [, setParams] = useSearchParams();
  return useCallback(
    (scope) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        after.set(PARAM, scope);
        return after;
      }),
    [setParams],
  );
}
