import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import type { ConfigChange } from './configSource.ts';
import type { ConfigStore, StoredRevision, WriteListener, WriteRequest, WriteResult } from './configStore.ts';
import { newRevision } from './newRevision.ts';
import { StoreSource } from './storeSource.ts';
import { StoreUnavailableError } from './storeUnavailable.ts';

const DOCUMENT: ConfigDocument = { version: 1, providers: [], models: [], chains: [], validation: {} };

/** A shared store that is empty when it comes, and refuses as many writes as it is told. */
class EmptyStore implements ConfigStore {
  refusals = 0;
  written: StoredRevision | undefined;
  readonly #listeners = new Set<WriteListener>();

  current(): StoredRevision | undefined {
    return this.written;
  }
  write(request: WriteRequest): Promise<WriteResult> {
    if (this.refusals-- > 0) return Promise.reject(new StoreUnavailableError('it is away', { fix: 'Bring it back.' }));
    const revision = newRevision(request, 1, 0);
    this.written = revision;
    for (const listener of this.#listeners) listener(revision, true);
    return Promise.resolve({ revision });
  }
  revisionNumbers = (): Promise<number[]> => Promise.resolve([]);
  revisions = (): Promise<StoredRevision[]> => Promise.resolve([]);
  revision = (): Promise<undefined> => Promise.resolve(undefined);
  onWrite(listener: WriteListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  onUnreadable = () => () => undefined;
  reached = (): Promise<void> => Promise.resolve();
  state = () => ({ kind: 'redis' as const, address: 'redis://x', outage: null });
  close = (): Promise<void> => Promise.resolve();
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function sourceOf(store: EmptyStore) {
  const source = new StoreSource({ store, config: '/etc/u.yaml', notify: () => undefined }, DOCUMENT);
  const changes: ConfigChange[] = [];
  source.onChange((change) => changes.push(change));
  return { source, changes };
}

describe('a document that serves until its store comes', () => {
  it('seeds an empty store, also where the first tries are refused, and tells the fix of the store', async () => {
    const store = new EmptyStore();
    store.refusals = 2;
    const { source, changes } = sourceOf(store);
    await jest.advanceTimersByTimeAsync(0);
    expect(changes).toMatchObject([{ kind: 'refused', findings: [{ code: 'store_write', fix: 'Bring it back.' }] }]);
    expect(source.current().revision).toBe(0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(store.written).toMatchObject({ author: 'file:u.yaml', reason: 'First start' });
    expect(source.current().revision).toBe(1);
    expect(changes.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'applied']);
    await source.close();
  });

  it('is not tried again after the end', async () => {
    const store = new EmptyStore();
    store.refusals = 1;
    const { source } = sourceOf(store);
    await jest.advanceTimersByTimeAsync(0);
    await source.close();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(store.written).toBeUndefined();
  });
});
