import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

export const LITELLM_TABS = ['changes', 'preview', 'backups'] as const;
export type LitellmTab = (typeof LITELLM_TABS)[number];

/** `tab` of the address. */
export function useLitellmTab(): readonly [LitellmTab, (tab: LitellmTab) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (tab: LitellmTab) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (tab === 'changes') after.delete('tab');
          else after.set('tab', tab);
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [LITELLM_TABS.find((tab) => tab === params.get('tab')) ?? 'changes', change];
}
