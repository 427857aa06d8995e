import type { PriceSnapshot, SnapshotModel, SnapshotVendor } from './priceSnapshot.ts';
import { SNAPSHOT_TEXT } from './snapshotText.ts';

type Line = Omit<SnapshotVendor, 'models'> | SnapshotModel;

let read: PriceSnapshot | undefined;

/** Reads the text that scripts/pricesSnapshot.ts wrote. Its shape is a matter of the build, so a test checks it, not each start. */
function parseSnapshot(text: string): PriceSnapshot {
  const [head = '', ...lines] = text.split('\n');
  const vendors: (SnapshotVendor & { models: SnapshotModel[] })[] = [];
  for (const line of lines) {
    const value = JSON.parse(line) as Line;
    if ('apiPattern' in value) vendors.push({ ...value, models: [] });
    else vendors.at(-1)?.models.push(value);
  }
  return { ...(JSON.parse(head) as Omit<PriceSnapshot, 'vendors'>), vendors };
}

/** The reference prices that came with this version, read on first use. */
export function shippedSnapshot(): PriceSnapshot {
  read ??= parseSnapshot(SNAPSHOT_TEXT);
  return read;
}
