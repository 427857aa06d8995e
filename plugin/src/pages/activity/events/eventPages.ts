import type { AgentEvent } from '@understudy/contract';

/** What is known of the newest events: what the list holds, and what the agent has now. */
export interface NewEvents {
  /** Those that the list does not hold, newest first. */
  readonly items: readonly AgentEvent[];
  /** True where there may be more between these and the list: it has to be read anew. */
  readonly gap: boolean;
}

/** Newest first, so the first has the greatest sequence; 0 = the list is empty. */
function newest(items: readonly AgentEvent[]): number {
  return items[0]?.sequence ?? 0;
}

/**
 * What came since the list was read.
 * @param head the newest page, newest first
 */
export function newEvents(list: readonly AgentEvent[], head: readonly AgentEvent[]): NewEvents {
  const known = newest(list);
  const items = head.filter(({ sequence }) => sequence > known);
  return { items, gap: items.length === head.length && items.length > 0 };
}
