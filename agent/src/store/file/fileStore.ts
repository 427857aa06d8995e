import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Low } from 'lowdb';
import type {
  ConfigStore,
  RevisionInfo,
  StoredRevision,
  StoreState,
  WriteListener,
  WriteRequest,
  WriteResult,
} from '../configStore.ts';
import { refusal } from '../configurationError.ts';
import { newRevision } from '../newRevision.ts';
import { refusePlainSecrets } from '../plainSecrets.ts';
import { removeTemporaryFiles, syncFolder } from './atomicFile.ts';
import { CurrentFile, DamagedFileError } from './currentFile.ts';
import { lockFolder, type FolderLock } from './folderLock.ts';
import { RevisionFiles } from './revisionFiles.ts';

export interface FileStoreOptions {
  /** Holds `current.json`, `revisions/` and `agent.lock`; made where it is missing. */
  readonly dataDir: string;
  /** Newest revisions that are kept; default 500. */
  readonly keepRevisions?: number;
  /** Milliseconds since 1970; default the system's clock. */
  readonly now?: () => number;
  /** Told of what the disk refused, also where the caller gets the failure. */
  readonly onProblem?: (message: string, op: 'read' | 'write') => void;
}

async function damaged(files: RevisionFiles, path: string, problem: string): Promise<Error> {
  const good = await files.lastGood();
  const message = `${path} cannot be used: ${problem}. Nothing was changed.`;
  const fix =
    good === undefined
      ? 'No revision that could replace it is left: restore the data folder from a backup, or start with another --data-dir.'
      : `The last good revision is ${good.revision} of ${good.at} by ${good.author}. Go back to it with: cp ${files.path(good.revision)} ${path}`;
  return refusal('store_damaged', path, message, fix);
}

/**
 * What `current.json` says is in force, and nothing else. A revision's file is written before it, so a crash between the two
 * leaves one file beyond it that was never acknowledged: it is dropped. Several files beyond it are no crash but a
 * revision that a person put back; they stay as history, and numbers go on after them.
 */
async function recover(files: RevisionFiles, low: Low<StoredRevision | null>, path: string): Promise<number> {
  try {
    await low.read();
  } catch (error) {
    if (error instanceof DamagedFileError) throw await damaged(files, path, error.problem);
    throw error;
  }
  const numbers = await files.numbers();
  const current = low.data?.revision ?? 0;
  const beyond = numbers.filter((number) => number > current);
  if (low.data === null && numbers.some((number) => number > 1)) {
    throw await damaged(files, path, 'it is missing, though there is a history');
  }
  if (beyond.length === 1 && beyond[0] === current + 1) {
    await files.remove(current + 1);
    return current;
  }
  if (low.data !== null && !numbers.includes(current)) await files.write(low.data);
  return Math.max(current, ...beyond);
}

class FileStore implements ConfigStore {
  readonly #low: Low<StoredRevision | null>;
  readonly #files: RevisionFiles;
  readonly #lock: FolderLock;
  readonly #options: FileStoreOptions;
  readonly #listeners = new Set<WriteListener>();
  #last: number;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    parts: { low: Low<StoredRevision | null>; files: RevisionFiles; lock: FolderLock; last: number },
    options: FileStoreOptions,
  ) {
    this.#low = parts.low;
    this.#files = parts.files;
    this.#lock = parts.lock;
    this.#last = parts.last;
    this.#options = options;
  }

  current(): StoredRevision | undefined {
    return this.#low.data ?? undefined;
  }

  write(request: WriteRequest): Promise<WriteResult> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    const result = this.#queue.then(() => this.#write(request));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #write(request: WriteRequest): Promise<WriteResult> {
    const current = this.current();
    if ((current?.revision ?? 0) !== request.expectedRevision) return { conflict: current };
    refusePlainSecrets(request.document);
    if (!(await this.#lock.isHeld())) throw new Error(`${this.#options.dataDir} was taken over by another process`);
    const revision = newRevision(request, this.#last + 1, (this.#options.now ?? Date.now)());
    await this.#store(revision, current);
    this.#last = revision.revision;
    await this.#prune();
    for (const listener of this.#listeners) listener(revision, true);
    return { revision };
  }

  async #store(revision: StoredRevision, current: StoredRevision | undefined): Promise<void> {
    try {
      await this.#files.write(revision);
      await this.#makeCurrent(revision, current);
    } catch (error) {
      const message = `revision ${revision.revision} could not be written: ${(error as Error).message}`;
      this.#options.onProblem?.(message, 'write');
      throw error;
    }
  }

  async #makeCurrent(revision: StoredRevision, previous: StoredRevision | undefined): Promise<void> {
    this.#low.data = revision;
    try {
      await this.#low.write();
    } catch (error) {
      this.#low.data = previous ?? null;
      await this.#files.remove(revision.revision);
      throw error;
    }
  }

  async #prune(): Promise<void> {
    try {
      await this.#files.prune(this.#options.keepRevisions ?? 500);
    } catch (error) {
      this.#options.onProblem?.(`old revisions could not be removed: ${(error as Error).message}`, 'write');
    }
  }

  revisionNumbers(): Promise<number[]> {
    return this.#files.numbers();
  }

  async revisions(): Promise<RevisionInfo[]> {
    const numbers = (await this.revisionNumbers()).reverse();
    const found = await Promise.all(numbers.map((number) => this.revision(number)));
    return found.flatMap((one) => {
      if (one === undefined) return [];
      const { document: _document, ...info } = one;
      return [info];
    });
  }

  async revision(number: number): Promise<StoredRevision | undefined> {
    const found = await this.#files.read(number);
    if (found === undefined || !('problem' in found)) return found;
    this.#options.onProblem?.(`${this.#files.path(number)} cannot be read: ${found.problem}`, 'read');
    return undefined;
  }

  onWrite(listener: WriteListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onUnreadable(): () => void {
    return () => undefined;
  }

  async reached(): Promise<void> {}

  state(): StoreState {
    return { kind: 'file', address: null, outage: null };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue;
    await this.#lock.release();
  }
}

/**
 * Opens the document store of one agent in a folder.
 * @throws ConfigurationError where another process has the folder, or where `current.json` cannot be believed; it then names
 *   the last good revision and how to go back to it
 */
export async function openFileStore(options: FileStoreOptions): Promise<ConfigStore> {
  const dataDir = resolve(options.dataDir);
  const files = new RevisionFiles(join(dataDir, 'revisions'));
  await mkdir(files.folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(dataDir));
  await syncFolder(dataDir);
  const lock = await lockFolder(dataDir);
  try {
    await removeTemporaryFiles(dataDir);
    await removeTemporaryFiles(files.folder);
    const path = join(dataDir, 'current.json');
    const low = new Low<StoredRevision | null>(new CurrentFile(path), null);
    const last = await recover(files, low, path);
    return new FileStore({ low, files, lock, last }, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}
