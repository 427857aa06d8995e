import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openUsageLog, type UsageLog, type UsageSource } from './usageLog.ts';

type Line = readonly [key: string, sum: number];

/** Sums by key, which remember what changed. */
class Sums implements UsageSource<Line> {
  readonly sums = new Map<string, number>();
  #changed = new Set<string>();

  add(key: string): void {
    this.sums.set(key, (this.sums.get(key) ?? 0) + 1);
    this.#changed.add(key);
  }

  takeChanges(): Line[] {
    const lines = [...this.#changed].map((key): Line => [key, this.sums.get(key) ?? 0]);
    this.#changed = new Set();
    return lines;
  }

  *entries(): Generator<Line[]> {
    for (const [key, sum] of this.sums) yield [[key, sum]];
  }

  restore([key, sum]: Line): void {
    this.sums.set(key, sum);
  }
}

const parse = (value: unknown): Line | null =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number' ? [value[0], value[1]] : null;

let folder: string;
let open: UsageLog[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-usage-'));
});
afterEach(async () => {
  await Promise.all(open.map((log) => log.close()));
  open = [];
  await rm(folder, { recursive: true });
});

async function start(source: Sums, compactBytes?: number): Promise<UsageLog> {
  const log = await openUsageLog({
    ...{ folder, parse, source, everyMs: 3_600_000 },
    ...(compactBytes === undefined ? {} : { compactBytes }),
  });
  open.push(log);
  return log;
}

async function reread(): Promise<Record<string, number>> {
  const again = new Sums();
  await (await start(again)).close();
  return Object.fromEntries(again.sums);
}

describe('a usage log', () => {
  it('puts back what was flushed, each state in place of the one before', async () => {
    const sums = new Sums();
    const log = await start(sums);
    sums.add('a');
    await log.flush();
    sums.add('a');
    sums.add('b');
    await log.flush();
    sums.add('b');
    expect(await reread()).toEqual({ a: 2, b: 1 });
  });

  it('writes the last changes when it is closed', async () => {
    const sums = new Sums();
    const log = await start(sums);
    sums.add('a');
    await log.close();
    expect(await reread()).toEqual({ a: 1 });
  });

  it('is compacted while it goes on counting, and counts the same', async () => {
    const sums = new Sums();
    const log = await start(sums, 1_000);
    for (let turn = 0; turn < 400; turn++) {
      for (let key = 0; key < 20; key++) if ((turn + key) % 3 > 0) sums.add(`key-${key}`);
      if (turn % 2 === 0) await log.flush();
      else await new Promise(setImmediate);
    }
    await log.close();
    expect((await readdir(folder)).length).toBeLessThanOrEqual(2);
    expect((await readdir(folder)).toSorted().at(-1)).not.toBe('0000000001.jsonl');
    expect(await reread()).toEqual(Object.fromEntries(sums.sums));
  });
});
