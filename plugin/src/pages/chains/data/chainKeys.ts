import { getStatus, listChains, listRevisions } from '@understudy/contract';
import type { QueryClient } from '@tanstack/react-query';

/** Key of everything that the page of one chain reads. */
export function chainPageKey(model: string): readonly unknown[] {
  return ['chain page', model];
}

/** Asks again for everything that a write to a chain changes. What is under way is older than the write, so it is stopped. */
export async function refreshChains(queries: QueryClient): Promise<void> {
  const keys = [['chain page'], [listChains.operationId], [getStatus.operationId], [listRevisions.operationId]];
  await Promise.all(keys.map((queryKey) => queries.cancelQueries({ queryKey })));
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}
