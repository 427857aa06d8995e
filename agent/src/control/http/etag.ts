import { createHash } from 'node:crypto';
import { ProblemError } from './problem.ts';

/** Strong ETag of a representation. Each resource has its own, so that edits of different chains don't collide. */
export function etagOf(representation: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(representation)).digest('base64url').slice(0, 22)}"`;
}

/**
 * Refuses a write that does not know what it replaces: 428 without `If-Match`, 412 with a stale one and the current
 * representation beside it.
 * @param current the stored resource in force; undefined = there is none, so a write creates it
 * @param shown the same as a client may see it, where that differs
 */
export function requireMatch(ifMatch: string | undefined, current: unknown, shown: unknown = current): void {
  if (current === undefined) {
    if (ifMatch === undefined || ifMatch === '*') return;
    throw new ProblemError(412, 'If-Match names a representation, but there is none', {
      code: 'stale',
      fix: 'leave If-Match out to create it',
    });
  }
  if (ifMatch === undefined) {
    throw new ProblemError(428, 'a write to something that exists needs If-Match', {
      code: 'if_match_required',
      fix: 'GET it, and send its ETag as If-Match',
    });
  }
  const etag = etagOf(current);
  const named = ifMatch.split(',').map((part) => part.trim().replace(/^W\//, ''));
  if (named.includes('*') || named.includes(etag)) return;
  throw new ProblemError(
    412,
    'somebody else changed it in the meantime',
    { code: 'stale', fix: 'compare with "current", and send "etag" as If-Match to replace it', current: shown, etag },
    { etag },
  );
}
