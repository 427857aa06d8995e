import { formatPath } from '../validation/path.ts';
import type { ConfigDocument } from './document.ts';
import { mapSecrets } from './documentSecrets.ts';
import { secretForm } from './secret.ts';

/** One difference between two documents. `before` is absent for what was added, `after` for what was removed. */
export interface DocumentChange {
  /** Entries of lists are named by id: `providers["openai"].baseUrl`, `chains["gpt-4o"].fallbacks`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

const LISTS = { providers: 'id', models: 'id', chains: 'model', clients: 'id' } as const;

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Secrets as they may be shown: references as written, anything else by its form and whether it changed. */
function shown(document: ConfigDocument, other: ConfigDocument | undefined): Tree {
  const theirs = new Map<string, string>();
  if (other !== undefined) {
    mapSecrets(other, ({ context, text }) => {
      theirs.set(context, text);
      return text;
    });
  }
  return mapSecrets(document, ({ context, text }) => {
    const form = secretForm(text);
    if (form === 'env' || form === 'file') return text;
    const changed = other !== undefined && theirs.has(context) && theirs.get(context) !== text;
    return changed ? '(hidden, another value)' : '(hidden)';
  });
}

/** Lists of entries become objects by id, so that a moved entry is no change and a changed one is found. */
function byId(document: Tree): Tree {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => {
      const key = Object.hasOwn(LISTS, name) ? LISTS[name as keyof typeof LISTS] : undefined;
      if (key === undefined || !Array.isArray(value)) return [name, value];
      return [name, new Map(value.filter(isTree).map((entry) => [String(entry[key]), entry]))];
    }),
  );
}

function children(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (value instanceof Map) return value as ReadonlyMap<string, unknown>;
  return isTree(value) ? new Map(Object.entries(value)) : undefined;
}

function plain(value: unknown): unknown {
  return value instanceof Map ? [...(value as ReadonlyMap<string, unknown>).values()] : value;
}

function changes(before: unknown, after: unknown, path: readonly (string | number)[]): DocumentChange[] {
  const [left, right] = [children(before), children(after)];
  if (left !== undefined && right !== undefined) {
    return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
      changes(left.get(key), right.get(key), [...path, key]),
    );
  }
  if (JSON.stringify(plain(before)) === JSON.stringify(plain(after))) return [];
  return [
    {
      path: formatPath(path),
      ...(before === undefined ? {} : { before: plain(before) }),
      ...(after === undefined ? {} : { after: plain(after) }),
    },
  ];
}

/** A list in another order: one change, of its ids, so that no write is without a diff. */
function orderChanges(before: ConfigDocument, after: ConfigDocument): DocumentChange[] {
  return Object.entries(LISTS).flatMap(([list, key]) => {
    const [left, right] = [before, after].map((document) =>
      (((document as Tree)[list] as readonly Tree[] | undefined) ?? []).map((entry) => String(entry[key])),
    );
    const [old, now] = [new Set(left), new Set(right)];
    const kept = left?.filter((id) => now.has(id)) ?? [];
    const moved = right?.filter((id) => old.has(id)) ?? [];
    if (kept.every((id, at) => id === moved[at])) return [];
    return [{ path: `${list} (order)`, before: kept, after: moved }];
  });
}

/**
 * What changes from `before` to `after`, field by field, entries of lists matched by id. No secret is ever shown: references
 * as written, sealed and plain values as `(hidden)`.
 */
export function diffDocuments(before: ConfigDocument, after: ConfigDocument): DocumentChange[] {
  return [...changes(byId(shown(before, undefined)), byId(shown(after, before)), []), ...orderChanges(before, after)];
}
