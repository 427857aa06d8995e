import type { Caller } from '../http/caller.ts';
import type { EditMeta } from './configEditor.ts';

/** Who writes, why, and whether for real. */
export function writeMeta(input: {
  readonly caller: Caller;
  readonly reason: string | null;
  readonly query: { readonly dryRun?: boolean | undefined };
}): EditMeta {
  return { author: input.caller.author, reason: input.reason, dryRun: input.query.dryRun === true };
}
