import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredRevision } from '../configStore.ts';
import { syncFolder, writeAtomically } from './atomicFile.ts';
import { readRevisionText, writeRevisionText } from '../revisionText.ts';

const NAME = /^(\d{6,})\.json$/;

function fileName(revision: number): string {
  return `${String(revision).padStart(6, '0')}.json`;
}

/** The history: one file a revision, `000001.json` and on. */
export class RevisionFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Where a revision's file is. */
  path(revision: number): string {
    return join(this.folder, fileName(revision));
  }

  /** Numbers of the revisions that have a file, ascending. */
  async numbers(): Promise<number[]> {
    const names = await readdir(this.folder);
    return names
      .flatMap((name) => NAME.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** A revision, `undefined` where there is no such file, or what is wrong with the file. */
  async read(revision: number): Promise<StoredRevision | { readonly problem: string } | undefined> {
    let text: string;
    try {
      text = await readFile(this.path(revision), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return readRevisionText(text);
  }

  /** The newest revision whose file is whole. */
  async lastGood(): Promise<StoredRevision | undefined> {
    for (const number of (await this.numbers()).reverse()) {
      const found = await this.read(number);
      if (found !== undefined && !('problem' in found)) return found;
    }
    return undefined;
  }

  async write(revision: StoredRevision): Promise<void> {
    await writeAtomically(this.path(revision.revision), writeRevisionText(revision));
  }

  async remove(revision: number): Promise<void> {
    await rm(this.path(revision), { force: true });
    await syncFolder(this.folder);
  }

  /** Keeps the newest `keep` files. */
  async prune(keep: number): Promise<void> {
    const old = (await this.numbers()).slice(0, -keep);
    await Promise.all(old.map((number) => rm(this.path(number), { force: true })));
  }
}
