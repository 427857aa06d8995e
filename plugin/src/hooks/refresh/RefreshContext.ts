import { createContext, useContext } from 'react';
import { DEFAULT_INTERVAL, intervalMs } from './refreshInterval.ts';

/** Milliseconds between two questions of a page; false = paused. The shell provides what the address says. */
export const RefreshContext = createContext<number | false>(intervalMs(DEFAULT_INTERVAL));

/** How often a page asks again. */
export function useRefreshMs(): number | false {
  return useContext(RefreshContext);
}
