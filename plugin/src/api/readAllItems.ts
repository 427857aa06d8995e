import type { Endpoint } from '@understudy/contract';
import type { ZodObject, ZodType } from 'zod';
import type { AgentClient } from './agentClient.ts';

/** A page of a list, as the contract's `pageOf` has it. */
export interface ListPage {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

/** An endpoint that answers page by page. */
export type ListEndpoint<P extends ListPage> = Endpoint<ZodObject, ZodType, ZodType<P>>;

/** What all pages hold: the items of all of them, and everything else of the last one. */
export type AllItems<P extends ListPage> = Omit<P, 'items' | 'next'> & { readonly items: P['items'][number][] };

/** Most that the agent gives at once. */
const PAGE = 1_000;

/** Reads a whole list, one page after the other. */
export async function readAllItems<P extends ListPage>(
  client: AgentClient,
  endpoint: ListEndpoint<P>,
  query: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<AllItems<P>> {
  const items: P['items'][number][] = [];
  for (let cursor: string | undefined; ;) {
    const { data } = await client.call(endpoint, { query: { ...query, limit: PAGE, cursor }, signal });
    const { items: page, next, ...rest } = data;
    items.push(...page);
    if (next === null) return { ...rest, items };
    cursor = next;
  }
}
