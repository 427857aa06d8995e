import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Only the agent's user reads them: they say which providers and clients there are. */
const MODE = 0o600;
const TEMPORARY = /\.[0-9a-f]{12}\.tmp$/;

/** Makes a folder's entries (a rename, a new file) survive a power cut. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Who may read a replaced file. */
export interface FileRights {
  /** Permission bits; default 0600. */
  readonly mode?: number;
  /** Default: who runs the agent. Another one needs the right to give files away. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Replaces a file whole: temporary file beside it, fsync, rename, fsync of the folder. A reader finds the old text or the new
 * one, never a part. Not by write-file-atomic: it writes with one call and ignores how much of it was written, so that on a
 * full disk it acknowledges a truncated file; `FileHandle.writeFile` writes all or fails.
 */
export async function writeAtomically(
  path: string,
  text: string | Uint8Array,
  { mode = MODE, owner }: FileRights = {},
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', MODE);
    try {
      if (owner !== undefined) await handle.chown(owner.uid, owner.gid);
      if (mode !== MODE) await handle.chmod(mode);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what a killed process left half-written. */
export async function removeTemporaryFiles(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(
    names.filter((name) => TEMPORARY.test(name)).map((name) => rm(join(folder, name), { force: true })),
  );
}
