import type { ConfigDocument } from '@understudy/contract';
import {
  documentHash,
  type ConfigStore,
  type StoredRevision,
  type StoreState,
  type WriteListener,
  type WriteRequest,
  type WriteResult,
} from '../../store/index.ts';

/** A document store without a disk. */
export class MemoryStore implements ConfigStore {
  readonly history: StoredRevision[] = [];
  readonly #listeners = new Set<WriteListener>();
  /** Runs before each write, as another writer would. */
  beforeWrite: () => void = () => undefined;
  outage: StoreState['outage'] = null;

  constructor(document?: ConfigDocument) {
    if (document !== undefined) this.put(document, 'file:understudy.yaml', 'First start');
  }

  /** Writes past the API. */
  put(document: ConfigDocument, author = 'other', reason?: string): StoredRevision {
    const revision: StoredRevision = {
      revision: (this.history.at(-1)?.revision ?? 0) + 1,
      at: new Date(Date.UTC(2026, 0, 1) + this.history.length * 60_000).toISOString(),
      author,
      ...(reason === undefined ? {} : { reason }),
      hash: documentHash(document),
      document: structuredClone(document),
    };
    this.history.push(revision);
    for (const listener of this.#listeners) listener(revision, true);
    return revision;
  }

  current(): StoredRevision | undefined {
    return this.history.at(-1);
  }

  async write({ expectedRevision, document, author, reason }: WriteRequest): Promise<WriteResult> {
    this.beforeWrite();
    if ((this.current()?.revision ?? 0) !== expectedRevision) return { conflict: this.current() };
    return { revision: this.put(document, author, reason) };
  }

  async revisionNumbers(): Promise<number[]> {
    return this.history.map(({ revision }) => revision);
  }

  async revisions(): Promise<StoredRevision[]> {
    return this.history.toReversed();
  }

  async revision(number: number): Promise<StoredRevision | undefined> {
    return this.history.find(({ revision }) => revision === number);
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
    return { kind: 'file', address: null, outage: this.outage };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }
}
