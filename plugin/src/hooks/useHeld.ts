import { useEffect, useState, type RefObject } from 'react';

/** True while the pointer is over an element or the focus inside it: then it should not go away by itself. */
export function useHeld(element: RefObject<HTMLElement>): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return undefined;
    const hold = () => setHeld(true);
    const release = () => setHeld(false);
    const events = [
      ['pointerenter', hold],
      ['focusin', hold],
      ['pointerleave', release],
      ['focusout', release],
    ] as const;
    for (const [name, listener] of events) watched.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of events) watched.removeEventListener(name, listener);
    };
  }, [element]);
  return held;
}
