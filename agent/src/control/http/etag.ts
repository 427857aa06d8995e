import { createHash } from 'node:crypto';
import { ProblemError } from './problem.ts';

/** Parts of a stored document never change, so each is hashed once however often it is read. */
const known = new WeakMap<object, string>();

/**
 * Strong ETag of a representation, which must not be changed afterwards. Each resource has its own, so that edits of
 * different chains don't collide.
 */
export function etagOf(representation: unknown): string {
  const kept = typeof representation === 'object' && representation !== null ? representation : undefined;
  const made = kept && known.get(kept);
  if (made !== undefined) return made;
  const etag = `"${createHash('sha256').update(JSON.stringify(representation)).digest('base64url').slice(0, 22)}"`;
  if (kept !== undefined) known.set(kept, etag);
  return etag;
}

/** An entity tag of RFC 9110, 8.8.3: `"…"` or `W/"…"`. */
const ENTITY_TAG = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/;

/** What `If-Match` names; null = it follows no syntax. */
function entityTags(header: string): '*' | readonly string[] | null {
  if (header.trim() === '*') return '*';
  const tags: string[] = [];
  let rest = header.trimStart();
  while (rest !== '') {
    const tag = ENTITY_TAG.exec(rest)?.[0];
    if (tag !== undefined) tags.push(tag);
    const after = rest.slice(tag?.length ?? 0).trimStart();
    // A list may hold empty entries; anything else between two tags is no list.
    if (after !== '' && !after.startsWith(',')) return null;
    rest = after.slice(1).trimStart();
  }
  return tags.length > 0 ? tags : null;
}

function readIfMatch(ifMatch: string): '*' | readonly string[] {
  const tags = entityTags(ifMatch);
  if (tags !== null) return tags;
  throw new ProblemError(400, 'header If-Match is not valid', {
    code: 'invalid_request',
    fix: 'send the ETag as it came, in its quotes; several with commas between them, or *',
  });
}

/**
 * Refuses a write that does not know what it replaces: 428 without `If-Match`, 412 with a stale one and the current
 * representation beside it. Compared strongly (RFC 9110, 13.1.1): a weak tag (`W/`) never matches, `*` matches whatever is there.
 * @param current the stored resource in force; undefined = there is none, so a write creates it
 * @param shown the same as a client may see it, where that differs
 * @throws ProblemError 400 where the header follows no syntax
 */
export function requireMatch(ifMatch: string | undefined, current: unknown, shown: unknown = current): void {
  const named = ifMatch === undefined ? undefined : readIfMatch(ifMatch);
  if (current === undefined) {
    if (named === undefined) return;
    throw new ProblemError(412, 'If-Match names a representation, but there is none', {
      code: 'stale',
      fix: 'leave If-Match out to create it',
    });
  }
  if (named === undefined) {
    throw new ProblemError(428, 'a write to something that exists needs If-Match', {
      code: 'if_match_required',
      fix: 'GET it, and send its ETag as If-Match',
    });
  }
  const etag = etagOf(current);
  if (named === '*' || named.includes(etag)) return;
  throw new ProblemError(
    412,
    'somebody else changed it in the meantime',
    { code: 'stale', fix: 'compare with "current", and send "etag" as If-Match to replace it', current: shown, etag },
    { etag },
  );
}
