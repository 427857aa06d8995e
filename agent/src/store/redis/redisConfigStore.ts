import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
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
import { removeTemporaryFiles } from '../file/atomicFile.ts';
import { lockFolder, type FolderLock } from '../file/folderLock.ts';
import { newRevision } from '../newRevision.ts';
import { refusePlainSecrets } from '../plainSecrets.ts';
import { readRevisionText, writeRevisionText } from '../revisionText.ts';
import { StoreUnavailableError } from '../storeUnavailable.ts';
import {
  CONFIG,
  CONFIG_CHANGED,
  currentAnswer,
  isRestored,
  READ_CURRENT,
  RESTORE_REVISION,
  restoredEntry,
  REVISIONS,
  textOf,
} from './configScripts.ts';
import { keepLost } from './keepLost.ts';
import { failedReading, unreadableRevision, type ReadProblem } from './readProblem.ts';
import type { RedisLink } from './redisLink.ts';
import { RedisRevisions } from './redisRevisions.ts';
import { openRedisSnapshot, type RedisSnapshot } from './redisSnapshot.ts';
import { sendWrite } from './sendWrite.ts';

export interface RedisConfigStoreOptions {
  readonly link: RedisLink;
  /** `--group`. */
  readonly group: string;
  /** Holds the snapshot and the lock; made where it is missing. */
  readonly dataDir: string;
  /** Newest revisions that are kept; default 500. */
  readonly keepRevisions?: number;
  /** Milliseconds between two looks at the revision in force, for messages that got lost; default 10,000. */
  readonly pollMs?: number;
  /** Milliseconds since 1970; default the system's clock. */
  readonly now?: () => number;
  /** Told of what Redis refused or lost, and of what cannot be read; no secrets in it. */
  readonly onProblem: (message: string, op: 'read' | 'write') => void;
}

const NAMES = [CONFIG, REVISIONS] as const;

class RedisConfigStore implements ConfigStore {
  readonly #options: RedisConfigStoreOptions;
  readonly #link: RedisLink;
  readonly #lock: FolderLock;
  readonly #snapshot: RedisSnapshot;
  readonly #revisions: RedisRevisions;
  readonly #listeners = new Set<WriteListener>();
  readonly #unreadableListeners = new Set<(problem: string) => void>();
  readonly #reached: Promise<void>;
  #tellReached: () => void = () => undefined;
  readonly #endings: (() => void)[] = [];
  #current: StoredRevision | undefined;
  /** What Redis holds and this agent cannot use; told once. */
  #problem: ReadProblem | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #isLookWaiting = false;
  #closed = false;

  constructor(options: RedisConfigStoreOptions, lock: FolderLock, snapshot: RedisSnapshot) {
    this.#options = options;
    this.#link = options.link;
    this.#lock = lock;
    this.#snapshot = snapshot;
    this.#revisions = new RedisRevisions(options.link, options.onProblem);
    this.#current = snapshot.revision;
    this.#reached = new Promise((done) => (this.#tellReached = done));
  }

  /** Reads what is in force, where Redis is there, and follows it from now on. @throws ConfigurationError */
  async open(): Promise<void> {
    await this.#link.subscribe(CONFIG_CHANGED, () => this.#look());
    this.#endings.push(this.#link.onUp(() => this.#look()));
    const poll = setInterval(() => this.#look(), this.#options.pollMs ?? 10_000).unref();
    this.#endings.push(() => clearInterval(poll));
    await this.#enqueue(() => this.#read());
    if (this.#problem !== null && this.#current === undefined) {
      throw refusal(this.#problem.code, '--store', this.#problem.message, this.#problem.fix);
    }
  }

  current(): StoredRevision | undefined {
    return this.#current;
  }

  reached(): Promise<void> {
    return this.#reached;
  }

  state(): StoreState {
    return { kind: 'redis', address: this.#link.label, outage: this.#link.outage };
  }

  write(request: WriteRequest): Promise<WriteResult> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    return this.#enqueue(() => this.#write(request));
  }

  revisionNumbers(): Promise<number[]> {
    return this.#revisions.numbers();
  }

  revisions(): Promise<RevisionInfo[]> {
    return this.#revisions.infos();
  }

  revision(number: number): Promise<StoredRevision | undefined> {
    return this.#revisions.read(number);
  }

  onWrite(listener: WriteListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onUnreadable(listener: (problem: string) => void): () => void {
    this.#unreadableListeners.add(listener);
    return () => this.#unreadableListeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const end of this.#endings) end();
    await this.#queue;
    await this.#snapshot.close();
    await this.#lock.release();
  }

  /** One after the other, so that a write of this process is current before it is heard of as a change. */
  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined); // its own caller hears of it
    return result;
  }

  #look(): void {
    if (this.#isLookWaiting || this.#closed || this.#link.outage !== null) return;
    this.#isLookWaiting = true;
    void this.#enqueue(() => {
      this.#isLookWaiting = false;
      return this.#read();
    });
  }

  /** Takes over what Redis says. Never rejects: what goes wrong is told, and looked at again. */
  async #read(): Promise<void> {
    if (this.#link.outage !== null) return;
    try {
      const [number, entry] = currentAnswer.parse(await this.#link.script(READ_CURRENT, NAMES, []));
      const ours = this.#current;
      const lostAll = ours !== undefined && number < ours.revision && (number === 0 || isRestored(entry));
      if (lostAll && (await this.#restore(ours))) return;
      if (number > 0) this.#take(entry, number);
      else this.#tellReached();
    } catch (error) {
      this.#tellFailed(error);
    }
  }

  #tellFailed(error: unknown): void {
    // Away again: whoever sees it come back looks again. A refusal does not mend itself unseen.
    if (this.#link.outage !== null) return;
    this.#tellProblem(failedReading(error, this.#link));
  }

  #take(entry: string, number: number): void {
    const found = readRevisionText(textOf(entry));
    if ('problem' in found) {
      this.#tellProblem(unreadableRevision(number, found.problem, this.#link));
      return;
    }
    this.#problem = null;
    const ours = this.#current;
    if (ours?.revision === found.revision && ours.hash === found.hash) {
      this.#tellReached();
      return;
    }
    if (ours !== undefined && found.revision <= ours.revision) void this.#tellLost(ours, found);
    this.#makeCurrent(found, false);
  }

  #tellProblem(problem: ReadProblem): void {
    if (this.#problem?.message === problem.message) return;
    this.#problem = problem;
    this.#options.onProblem(problem.message, 'read');
    for (const listener of this.#unreadableListeners) listener(problem.message);
  }

  #makeCurrent(revision: StoredRevision, own: boolean): void {
    this.#current = revision;
    this.#snapshot.save(revision);
    this.#tellReached();
    for (const listener of this.#listeners) listener(revision, own);
  }

  /** Redis came back with nothing: what was in force is worth more than an empty store. @returns whether it is there again */
  async #restore(revision: StoredRevision): Promise<boolean> {
    const entry = restoredEntry(randomUUID(), writeRevisionText(revision, 0));
    const values = [String(revision.revision), entry, this.#link.channel(CONFIG_CHANGED)];
    if ((await this.#link.script(RESTORE_REVISION, NAMES, values)) !== 1) return false;
    this.#tellReached();
    this.#options.onProblem(
      `${this.#link.label} had lost the configuration of this group: revision ${revision.revision}, in force here, was put back; the history before it is gone`,
      'read',
    );
    return true;
  }

  /** Redis went back in time (a restored backup, a failover): it is right, but nothing is thrown away. */
  async #tellLost(ours: StoredRevision, theirs: StoredRevision): Promise<void> {
    const kept = await keepLost(this.#options.dataDir, ours);
    const went = `${this.#link.label} went back from revision ${ours.revision} to ${theirs.revision}, which is in force now`;
    this.#options.onProblem(`${went}; ${kept}`, 'read');
  }

  async #write(request: WriteRequest): Promise<WriteResult> {
    if ((this.#current?.revision ?? 0) !== request.expectedRevision) return { conflict: this.#current };
    refusePlainSecrets(request.document);
    const revision = newRevision(request, request.expectedRevision + 1, (this.#options.now ?? Date.now)());
    const { expectedRevision } = request;
    const { keepRevisions = 500 } = this.#options;
    const text = writeRevisionText(revision, 0);
    const values = [
      String(expectedRevision),
      randomUUID(),
      text,
      String(keepRevisions),
      this.#link.channel(CONFIG_CHANGED),
    ];
    const first = await this.#send(values);
    if (first === null) {
      this.#makeCurrent(revision, true);
      return { revision };
    }
    await this.#read();
    // Not by what was read alone: a revision that cannot be read here must not be tried against for ever.
    if (this.#current?.revision === expectedRevision) {
      const fix = 'Bring this agent up to the version of the others, then try again.';
      throw new StoreUnavailableError('the group holds a newer revision that this agent cannot use', { fix });
    }
    return { conflict: this.#current };
  }

  async #send(values: readonly string[]): Promise<string | null> {
    try {
      return await sendWrite(this.#link, values);
    } catch (error) {
      if (error instanceof StoreUnavailableError) {
        this.#options.onProblem(`a revision could not be written: ${error.message}`, 'write');
      }
      throw error;
    }
  }
}

/**
 * Opens the document of a group in Redis. Where Redis is away, the snapshot of the data folder is current until it comes.
 * @throws ConfigurationError where another process has the folder, or where the revision in force cannot be used and there is no
 *   snapshot
 */
export async function openRedisConfigStore(options: RedisConfigStoreOptions): Promise<ConfigStore> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dataDir);
  try {
    await removeTemporaryFiles(dataDir);
    const snapshot = await openRedisSnapshot(dataDir, options.group, options.onProblem);
    const store = new RedisConfigStore({ ...options, dataDir }, lock, snapshot);
    await store.open();
    return store;
  } catch (error) {
    await lock.release();
    throw error;
  }
}
