import { useEffect } from 'react';

/** Does `work` once, `ms` milliseconds after the component came; not at all where it goes before. */
export function useTimeout(work: () => void, ms: number): void {
  useEffect(() => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  }, [work, ms]);
}
