/** One page of a list; the cursor is the index of its first entry. */
export function page<Item>(
  all: readonly Item[],
  query: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): { items: Item[]; total: number; next: string | null } {
  const from = Number(query.cursor ?? 0);
  const to = from + (query.limit ?? 100);
  return { items: all.slice(from, to), total: all.length, next: to < all.length ? String(to) : null };
}
