import type { DocumentChange } from '@understudy/contract';

/** Enough to see what it is about; the rest is counted. */
const MAX_LINES = 40;

function line({ path, before, after }: DocumentChange): string {
  if (before === undefined) return `+ ${path}: ${JSON.stringify(after)}`;
  if (after === undefined) return `- ${path}: ${JSON.stringify(before)}`;
  return `~ ${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
}

/** A diff for people, one line a change: `+` added, `-` removed, `~` changed. */
export function renderDiff(changes: readonly DocumentChange[]): string {
  const more = changes.length - MAX_LINES;
  const lines = changes.slice(0, MAX_LINES).map(line);
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}
