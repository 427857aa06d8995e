import { readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import type { StoredRevision } from '../configStore.ts';
import { writeAtomically } from './atomicFile.ts';
import { readRevisionText, writeRevisionText } from '../revisionText.ts';

/** `current.json` is there and cannot be believed. */
export class DamagedFileError extends Error {
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(`${path} cannot be used: ${problem}`);
    this.name = 'DamagedFileError';
    this.problem = problem;
  }
}

/** lowdb's way to `current.json`: crash-safe writes (lowdb's own writer does not fsync), and no reading of damaged files. */
export class CurrentFile implements Adapter<StoredRevision | null> {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** @throws DamagedFileError */
  async read(): Promise<StoredRevision | null> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
    const found = readRevisionText(text);
    if ('problem' in found) throw new DamagedFileError(this.path, found.problem);
    return found;
  }

  async write(revision: StoredRevision | null): Promise<void> {
    if (revision !== null) await writeAtomically(this.path, writeRevisionText(revision));
  }
}
