import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { watchFile, type FileWatch } from './watch.ts';

let folder: string;
let watching: FileWatch | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-watch-'));
});
afterEach(async () => {
  watching?.close();
  await rm(folder, { recursive: true });
});

/** Watches a file and returns a wait for its next change. Polling is off, so that the events alone are tested. */
async function watched(path: string, pollMs = 3_600_000): Promise<() => Promise<void>> {
  let wake: (() => void) | undefined;
  let changes = 0;
  watching = await watchFile(path, {
    debounceMs: 5,
    pollMs,
    onChange: () => {
      changes += 1;
      wake?.();
    },
  });
  return () =>
    new Promise((resolve) => {
      wake = () => {
        changes -= 1;
        wake = undefined;
        resolve();
      };
      if (changes > 0) wake();
    });
}

describe('watchFile', () => {
  it('sees a file written in place, replaced by rename, and removed and made again', async () => {
    const path = join(folder, 'u.yaml');
    await writeFile(path, '1');
    const change = await watched(path);
    await writeFile(path, '22');
    await change();
    await writeFile(join(folder, 'new'), '333');
    await rename(join(folder, 'new'), path);
    await change();
    await rm(path);
    await writeFile(path, '4444');
    await expect(change()).resolves.toBeUndefined();
  });

  it("sees a ConfigMap's swap of the link to its folder, twice", async () => {
    const swap = async (version: string): Promise<void> => {
      await mkdir(join(folder, version));
      await writeFile(join(folder, version, 'u.yaml'), version);
      await symlink(version, join(folder, '..data_tmp'));
      await rename(join(folder, '..data_tmp'), join(folder, '..data'));
    };
    await swap('..v1');
    await symlink(join('..data', 'u.yaml'), join(folder, 'u.yaml'));
    const change = await watched(join(folder, 'u.yaml'));
    await swap('..v2');
    await change();
    await rm(join(folder, '..v1'), { recursive: true });
    await swap('..v3');
    await expect(change()).resolves.toBeUndefined();
  });

  it('sees the file behind a link elsewhere change', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(join(folder, 'here'));
    await writeFile(join(elsewhere, 'u.yaml'), '1');
    await symlink(join(elsewhere, 'u.yaml'), join(folder, 'here', 'u.yaml'));
    const change = await watched(join(folder, 'here', 'u.yaml'));
    await writeFile(join(elsewhere, 'u.yaml'), '22');
    await expect(change()).resolves.toBeUndefined();
  });

  it('finds a change by looking where no event can come', async () => {
    const path = join(folder, 'not', 'there', 'u.yaml');
    const change = await watched(path, 10);
    await mkdir(join(folder, 'not', 'there'), { recursive: true });
    await writeFile(path, '1');
    await expect(change()).resolves.toBeUndefined();
  });
});
