import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';

/** How a question stands that was not answered. */
export interface Failure<E> {
  readonly error: E;
  /** Milliseconds since the epoch at which it first failed; later attempts that fail too don't change it. */
  readonly since: number;
}

/** What a failure is told from. */
type Query<E> = Pick<UseQueryResult<unknown, E>, 'error' | 'errorUpdatedAt' | 'isSuccess' | 'isError'>;

/** Why the last attempt failed, also while the next one is under way; undefined once one was answered. */
export function useFailure<E extends Error>(query: Query<E>): Failure<E> | undefined {
  const [failure, setFailure] = useState<Failure<E> | undefined>(undefined);
  const { error } = query;
  const current = error ? { error, since: failure?.since ?? query.errorUpdatedAt } : failure;
  const next = query.isSuccess ? undefined : current;
  if (next?.error !== failure?.error) setFailure(next);
  return next;
}
