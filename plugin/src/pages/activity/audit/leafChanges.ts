import { formatPath, parsePath, type DocumentChange } from '@understudy/contract';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A secret as the agent shows it is one value. */
function isSecretMark(value: unknown): boolean {
  return isFields(value) && 'set' in value && Object.keys(value).length === 1;
}

/** Fields on one side and fields or nothing on the other can be told one by one. */
function canOpen({ before, after }: DocumentChange): boolean {
  if (isSecretMark(before) || isSecretMark(after)) return false;
  if (isFields(before)) return isFields(after) || after === undefined;
  return isFields(after) && before === undefined;
}

function opened({ path, before, after }: DocumentChange): DocumentChange[] {
  const [left, right] = [isFields(before) ? before : {}, isFields(after) ? after : {}];
  const segments = parsePath(path);
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((key) => JSON.stringify(left[key]) !== JSON.stringify(right[key]))
    .map((key) => ({
      path: formatPath([...segments, key]),
      ...(left[key] === undefined ? {} : { before: left[key] }),
      ...(right[key] === undefined ? {} : { after: right[key] }),
    }));
}

/** The same differences field by field: a part of a document that came or went is told by what is in it. */
export function leafChanges(changes: readonly DocumentChange[]): DocumentChange[] {
  return changes.flatMap((change) => {
    const parts = canOpen(change) ? opened(change) : [];
    return parts.length === 0 ? [change] : leafChanges(parts);
  });
}
