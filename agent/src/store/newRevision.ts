import type { StoredRevision, WriteRequest } from './configStore.ts';
import { documentHash } from './documentHash.ts';

/**
 * What a write stores, as a copy of its own.
 * @param now milliseconds since 1970
 */
export function newRevision({ document, author, reason }: WriteRequest, revision: number, now: number): StoredRevision {
  return {
    revision,
    at: new Date(now).toISOString(),
    author,
    ...(reason === undefined ? {} : { reason }),
    hash: documentHash(document),
    document: structuredClone(document),
  };
}
