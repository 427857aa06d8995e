import { documentSchema } from '@understudy/contract';
import { z } from 'zod';
import type { StoredRevision } from './configStore.ts';
import { documentHash } from './documentHash.ts';

/** `current.json`, each file of `revisions/` and each revision in Redis hold this shape, so that one can be copied over the other. */
const revisionSchema = z.strictObject({
  revision: z.int().min(1),
  at: z.iso.datetime(),
  author: z.string(),
  reason: z.string().optional(),
  hash: z.string(),
  document: documentSchema,
});

/**
 * The text of a revision.
 * @param indent blanks a level; 0 = in one line
 */
export function writeRevisionText(revision: StoredRevision, indent = 2): string {
  return `${JSON.stringify(revision, null, indent)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text; what matters is that it is damaged.
    return undefined;
  }
}

/** Reads a revision's file: the revision, or what is wrong with the file. */
export function readRevisionText(text: string): StoredRevision | { readonly problem: string } {
  const value = parsed(text);
  if (value === undefined) return { problem: text === '' ? 'it is empty' : 'it is not whole JSON' };
  const result = revisionSchema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    return { problem: `it does not hold a revision of this version (at ${issue?.path.join('.') || 'its root'})` };
  }
  const { reason, ...revision } = result.data;
  if (documentHash(revision.document) !== revision.hash) {
    return { problem: 'its document does not match its hash: it was changed by hand or damaged' };
  }
  return { ...revision, ...(reason === undefined ? {} : { reason }) };
}
