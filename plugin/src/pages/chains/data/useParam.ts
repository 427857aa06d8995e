import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * A parameter of the address and its setter. Setting it is a step that Back takes back; clearing it (null) is none, so that
 * Back does not open again what was closed.
 */
export function useParam(name: string): readonly [string | null, (value: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const current = params.get(name);
  const set = useCallback(
    (value: string | null) => {
      if (value === current) return;
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === null) after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: value === null },
      );
    },
    [name, current, setParams],
  );
  return [current, set];
}
