import { Slices } from '../../telemetry/index.ts';

/** Everything that a generator gives, in slices between which others have their turn. */
export async function inSlices<Item>(items: Iterable<Item>, slices = new Slices()): Promise<Item[]> {
  const all: Item[] = [];
  for (const item of items) {
    all.push(item);
    if (slices.over) await slices.pause();
  }
  return all;
}
