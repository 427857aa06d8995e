import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

const PARAM = 'model';

/** Models that the address asks for; none = all. */
export function useModelFilter(): readonly [readonly string[], (models: readonly string[]) => void] {
  const [params, setParams] = useSearchParams();
  // The same models are the same list, however often the address is read.
  const text = params.getAll(PARAM).join('\n');
  const models = useMemo(() => text.split('\n').filter(Boolean), [text]);
  const set = useCallback(
    (next: readonly string[]) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          after.delete(PARAM);
          for (const model of next) after.append(PARAM, model);
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [models, set];
}
