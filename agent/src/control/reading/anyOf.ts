/** What a filter with commas takes: any of its parts, or the whole where a name has commas of its own. */
export function anyOf(list: string): string[] {
  return [...new Set([list, ...list.split(',')])].filter((part) => part !== '');
}
