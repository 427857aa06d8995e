import { appendFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runDrill, drillSchema, type Drill } from '@understudy/contract';
import { openDrillStore, type DrillProof, type DrillStore } from './drillStore.ts';

let dataDir: string;
let problems: string[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'understudy-drills-'));
  problems = [];
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

const open = (): Promise<DrillStore> => openDrillStore({ dataDir, onProblem: (message) => problems.push(message) });
const drillOf = (number: number): Drill => ({ ...drillSchema.parse(runDrill.success.example), number });
const proofOf = (model: string, minute = 0): DrillProof => ({
  model,
  trigger: 'rate_limit',
  at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  chainHash: 'hash',
});

describe('the store of drills', () => {
  it('keeps drills and proofs over a restart, newest first', async () => {
    const store = await open();
    await store.add(drillOf(1), proofOf('a'));
    await store.add(drillOf(2), null);
    await store.add(drillOf(3), proofOf('a', 5));
    await store.close();
    const again = await open();
    expect(again.drills).toEqual([drillOf(3), drillOf(2), drillOf(1)]);
    expect(again.lastNumber).toBe(3);
    expect([...again.proofs.values()]).toEqual([proofOf('a', 5)]);
    await again.close();
    expect(problems).toEqual([]);
  });

  it('has a drill on the disk when it is added', async () => {
    const store = await open();
    await store.add(drillOf(1), proofOf('a'));
    // As after a kill: nothing was closed.
    const again = await open();
    expect([again.drills.length, again.proofs.size]).toEqual([1, 1]);
    await Promise.all([store.close(), again.close()]);
  });

  it('keeps the last 200 drills, and proofs of chains that they no longer hold', async () => {
    const store = await open();
    await store.add(drillOf(1), proofOf('a'));
    for (let number = 2; number <= 205; number++) await store.add(drillOf(number), null);
    await store.close();
    const again = await open();
    expect([again.drills.length, again.drills[0]?.number, again.drills.at(-1)?.number]).toEqual([200, 205, 6]);
    expect(again.proofs.get('a')).toEqual(proofOf('a'));
    await again.close();
  });

  it('writes the proofs anew before those that were overtaken fill the disk', async () => {
    const store = await open();
    await store.add(drillOf(1), proofOf('b'));
    for (let n = 0; n <= 1_005; n++) await store.add(drillOf(2), proofOf('a', n));
    await store.close();
    const folder = join(dataDir, 'drills', 'proofs');
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    expect(texts.join('').split('\n').length).toBeLessThan(20);
    const again = await open();
    expect([...again.proofs.values()]).toEqual([proofOf('b'), proofOf('a', 1_005)]);
    await again.close();
  });

  it('skips what is damaged or of another version', async () => {
    const store = await open();
    await store.add(drillOf(1), proofOf('a'));
    await store.close();
    for (const folder of ['history', 'proofs']) {
      await appendFile(join(dataDir, 'drills', folder, '0000000001.jsonl'), '{"model":"z"}\nnonsense\n{"torn":');
    }
    const again = await open();
    expect([again.drills.length, again.proofs.size]).toEqual([1, 1]);
    await again.close();
  });
});
