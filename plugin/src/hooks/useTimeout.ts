import { useEffect } from 'react';

/** Does `work` once, `ms` milliseconds after the component came; not at all where it goes before, or while `ms` is undefined. */
export function useTimeout(work: () => void, ms: number | undefined): void {
  useEffect(() => {
    if (ms === undefined) return undefined;
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  }, [work, ms]);
}
