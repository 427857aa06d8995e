import { isEntry } from './entry.ts';

/** JSON Merge Patch (RFC 7396): objects are merged, `null` removes, anything else replaces. Changes neither argument. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isEntry(patch)) return patch;
  const merged = new Map(isEntry(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  // Defines own properties, so that a key `__proto__` is only a key.
  return Object.fromEntries(merged);
}
