import React, { type ReactNode } from 'react';
import { RefreshContext } from '../hooks/refresh/RefreshContext.ts';
import { useRefresh } from '../hooks/useRefresh.ts';

/** Every question inside is asked again as often as the address says. */
export function RefreshProvider({ children }: { readonly children: ReactNode }) {
  const { intervalMs } = useRefresh();
  return <RefreshContext.Provider value={intervalMs}>{children}</RefreshContext.Provider>;
}
