import type { ChainPolicy, DocumentChange } from '@understudy/contract';

function fieldsOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [[path, value]];
  return Object.entries(value).flatMap(([key, item]) => fieldsOf(item, path === '' ? key : `${path}.${key}`));
}

/** What differs between two policies of a chain, field by field: `triggers.rate_limit.retries`. */
export function policyDiff(before: ChainPolicy | undefined, after: ChainPolicy | undefined): DocumentChange[] {
  const [old, now] = [new Map(fieldsOf(before, '')), new Map(fieldsOf(after, ''))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({
      path,
      ...(old.has(path) ? { before: old.get(path) } : {}),
      ...(now.has(path) ? { after: now.get(path) } : {}),
    }));
}
