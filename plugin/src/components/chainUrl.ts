import { BASE_URL } from '../plugin.ts';

/** Where a model's chain is shown and edited; the id may hold slashes, so it is a parameter. */
export function chainUrl(model: string): string {
  return `${BASE_URL}/chains?${new URLSearchParams({ model }).toString()}`;
}
