import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openFileStore } from '../../agent/src/store/file/fileStore.ts';
import { readRevisionText } from '../../agent/src/store/revisionText.ts';

const ROUNDS = 30;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'understudy-kill-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true });
});

/** Lets a process write, kills it `afterMs` after its first acknowledged write, and returns what it printed last. */
async function writeAndKill(afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writeForever.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (printed === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
    printed += chunk.toString();
  });
  const [, signal] = (await ended) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1));
}

async function historyFiles(): Promise<string[]> {
  const folder = join(dataDir, 'revisions');
  return (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
}

describe('kill -9 while the configuration is written', () => {
  it(`finds the last acknowledged revision after each of ${ROUNDS} kills, and no half-written file`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const acknowledged = await writeAndKill(Math.random() * 40);
      for (const file of [...(await historyFiles()), join(dataDir, 'current.json')]) {
        expect(readRevisionText(await readFile(file, 'utf8'))).not.toHaveProperty('problem');
      }
      const store = await openFileStore({ dataDir, keepRevisions: 20 });
      const current = store.current();
      expect(current?.revision).toBeGreaterThanOrEqual(acknowledged);
      // The write under way may have been done without its number being printed; never more than that one.
      expect(current?.revision).toBeLessThanOrEqual(acknowledged + 1);
      const history = await store.revisions();
      expect(history[0]?.revision).toBe(current?.revision);
      expect(await historyFiles()).toHaveLength(history.length);
      expect((await readdir(dataDir)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      await store.close();
    }
  }, 60_000);
});
