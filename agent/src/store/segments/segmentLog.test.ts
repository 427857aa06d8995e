import {
  appendFile,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openSegmentLog, type SegmentLogOptions } from './segmentLog.ts';

interface Entry {
  readonly n: number;
  readonly text?: string;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-segments-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const parse = (value: unknown): Entry | null =>
  typeof value === 'object' && value !== null && 'n' in value && typeof value.n === 'number' ? (value as Entry) : null;
const openLog = (over: Partial<SegmentLogOptions<Entry>> = {}) =>
  openSegmentLog<Entry>({ folder, parse, flushMs: 60_000, ...over });
const numbersOf = (entries: readonly Entry[]): number[] => entries.map(({ n }) => n);
const all = async (log: Awaited<ReturnType<typeof openLog>>): Promise<number[]> =>
  numbersOf((await log.readNewest({ limit: 1_000_000 })).entries);

describe('a segment log', () => {
  it('gives back what was appended, newest first, also after it is opened again', async () => {
    const log = await openLog();
    for (let n = 1; n <= 5; n++) log.append({ n });
    expect(await all(log)).toEqual([5, 4, 3, 2, 1]);
    await log.close();
    const again = await openLog();
    again.append({ n: 6 });
    expect(await all(again)).toEqual([6, 5, 4, 3, 2, 1]);
    const seen: number[] = [];
    await again.replay(({ n }) => seen.push(n));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    await again.close();
  });

  it('pages by cursor over segments and blocks, with a filter, while new entries come in', async () => {
    const log = await openLog({ maxSegmentBytes: 150_000, maxSegments: 100 });
    for (let n = 1; n <= 2_000; n++) log.append({ n, text: 'ü'.repeat(100 + (n % 7)) });
    const found: number[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await log.readNewest({ matches: ({ n }) => n % 3 === 0, limit: 50, ...(cursor ? { cursor } : {}) });
      found.push(...numbersOf(page.entries));
      cursor = page.next;
      log.append({ n: 3_000 });
    } while (cursor !== null);
    expect(log.stats().segments).toBeGreaterThan(2);
    expect(found).toEqual(Array.from({ length: 666 }, (_, index) => 1_998 - index * 3));
    await log.close();
  });

  it('keeps the newest segments only', async () => {
    const log = await openLog({ maxSegmentBytes: 1, maxSegments: 3 });
    for (let n = 1; n <= 9; n++) {
      log.append({ n });
      await log.flush();
    }
    expect(await all(log)).toEqual([9, 8]);
    expect(await readdir(folder)).toHaveLength(3);
    await log.close();
  });

  it('cuts a torn last line off and goes on after it', async () => {
    const log = await openLog();
    log.append({ n: 1 });
    log.append({ n: 2 });
    await log.close();
    const path = join(folder, '0000000001.jsonl');
    const text = await readFile(path, 'utf8');
    await truncate(path, text.length - 3);
    const again = await openLog();
    again.append({ n: 3 });
    expect(await all(again)).toEqual([3, 1]);
    await again.close();
  });

  it.each([['{"n":'], ['nonsense'], ['{"other":1}'], ['\u0000\u0000'], ['']])(
    'skips the damaged line %j',
    async (line) => {
      await writeFile(join(folder, '0000000001.jsonl'), `{"n":1}\n${line}\n{"n":2}\n`);
      const log = await openLog();
      expect(await all(log)).toEqual([2, 1]);
      await log.close();
    },
  );

  it('takes nothing for a segment that consists of a torn line alone', async () => {
    await appendFile(join(folder, '0000000001.jsonl'), `{"n":${'1'.repeat(100_000)}`);
    const log = await openLog();
    expect(await all(log)).toEqual([]);
    expect(await readFile(join(folder, '0000000001.jsonl'), 'utf8')).toBe('');
    await log.close();
  });

  it('drops and counts what it has no room for, and what comes after its end', async () => {
    let dropped = 0;
    const log = await openLog({ maxPending: 2, onDropped: (count) => (dropped += count) });
    for (let n = 1; n <= 5; n++) log.append({ n });
    expect(await all(log)).toEqual([2, 1]);
    await log.close();
    log.append({ n: 6 });
    expect(dropped).toBe(4);
    expect(log.stats().dropped).toBe(4);
  });

  it('keeps entries that could not be written, tells of it, and leaves no half line when it tries again', async () => {
    const errors: unknown[] = [];
    const log = await openLog({ onError: (error) => errors.push(error) });
    const handle = await open(join(folder, 'probe'), 'w');
    const prototype = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    jest.spyOn(prototype, 'writeFile').mockImplementationOnce(async function (this: FileHandle) {
      await this.write('{"n":');
      throw new Error('no space left');
    });
    log.append({ n: 1 });
    await log.flush();
    expect(errors).toEqual([expect.objectContaining({ message: 'no space left' })]);
    expect(log.stats()).toMatchObject({ failures: 1, pending: 1 });
    log.append({ n: 2 });
    expect(await all(log)).toEqual([2, 1]);
    expect(await readFile(join(folder, '0000000001.jsonl'), 'utf8')).toBe('{"n":1}\n{"n":2}\n');
    await log.close();
  });

  it('goes on in the segment that there is where no new one can be made', async () => {
    const errors: unknown[] = [];
    const log = await openLog({ maxSegmentBytes: 1, onError: (error) => errors.push(error) });
    await rm(folder, { recursive: true });
    log.append({ n: 1 });
    await log.flush();
    expect(errors).toHaveLength(1);
    expect(log.stats()).toMatchObject({ failures: 1, segments: 1, pending: 0 });
  });

  it('rotates and removes on demand, which is how a log is compacted', async () => {
    const log = await openLog({ maxSegmentBytes: Infinity });
    log.append({ n: 1 });
    const second = await log.rotate();
    log.append({ n: 2 });
    expect(await all(log)).toEqual([2, 1]);
    await log.removeBefore(second);
    expect(await all(log)).toEqual([2]);
    await log.close();
  });

  it('is written by itself, within the time that it was given', async () => {
    const log = await openLog({ flushMs: 1 });
    log.append({ n: 1 });
    const path = join(folder, '0000000001.jsonl');
    for (let text = ''; text === ''; text = await readFile(path, 'utf8')) await new Promise(setImmediate);
    expect(log.stats().pending).toBe(0);
    await log.close();
  });
});
