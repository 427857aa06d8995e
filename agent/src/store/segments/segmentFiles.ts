import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../file/atomicFile.ts';

const NAME = /^(\d{10})\.jsonl$/;

/** Where the segments of a log lie: `0000000001.jsonl`, `0000000002.jsonl`, … */
export class SegmentFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  path(number: number): string {
    return join(this.folder, `${String(number).padStart(10, '0')}.jsonl`);
  }

  /** Numbers of the segments that there are, oldest first. */
  async numbers(): Promise<number[]> {
    const names = await readdir(this.folder);
    return names
      .flatMap((name) => NAME.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  async remove(numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return;
    await Promise.all(numbers.map((number) => rm(this.path(number), { force: true })));
    await syncFolder(this.folder);
  }
}
