import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readChainListQuery, writeChainListQuery, type ChainListQuery } from './chainListQuery.ts';

/** What the list shows, kept in the URL so that a colleague sees the same. Another question begins with its first page. */
export function useChainListQuery(): readonly [ChainListQuery, (change: Partial<ChainListQuery>) => void] {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readChainListQuery(params), [params]);
  const change = useCallback(
    (next: Partial<ChainListQuery>) =>
      setParams((old) => writeChainListQuery(old, { ...readChainListQuery(old), page: 1, ...next }), { replace: true }),
    [setParams],
  );
  return [query, change];
}
