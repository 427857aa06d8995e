/** Longest list of ids that the agent takes at once. */
const LONGEST = 4_000;

/** Ids with commas, in as few lists as the agent's limit allows. */
export function idLists(ids: readonly string[], longest: number = LONGEST): readonly string[] {
  const lists: string[] = [];
  for (const id of ids) {
    const last = lists.at(-1);
    if (last !== undefined && last.length + 1 + id.length <= longest) lists[lists.length - 1] = `${last},${id}`;
    else lists.push(id);
  }
  return lists;
}
