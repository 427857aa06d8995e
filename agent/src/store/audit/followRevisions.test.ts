import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfigStore, WriteListener } from '../configStore.ts';
import { openFileStore } from '../file/fileStore.ts';
import { StoreUnavailableError } from '../storeUnavailable.ts';
import type { AuditDraft, AuditLog } from './auditLog.ts';
import { openAuditLog } from './fileAuditLog.ts';
import { followRevisions, type FollowRevisionsOptions } from './followRevisions.ts';

const DOCUMENT = { version: 1 as const, providers: [], models: [], chains: [] };

let folder: string;
let store: ConfigStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-audit-'));
  store = await openFileStore({ dataDir: folder });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const fail = (problem: unknown): never => {
  throw new Error(String(problem));
};
const write = (author: string, reason: string) =>
  store.write({ expectedRevision: store.current()?.revision ?? 0, document: DOCUMENT, author, reason });

describe('followRevisions of a store of its own', () => {
  it('adds what a crash took, and what files write, but not what the API notes itself', async () => {
    await write('file:u.yaml', 'First start');
    await write('ada', 'lost by a crash');
    const log = await openAuditLog({ folder: join(folder, 'audit'), onError: fail });
    const end = await followRevisions(log, store, { onProblem: fail });
    await write('file:u.yaml', 'Managed file');
    await write('ada', 'noted by the API');
    end();
    await write('file:u.yaml', 'after the end');
    const { entries } = await log.find({ matches: () => true, limit: 100 });
    expect(entries.map(({ action, author, detail, revision }) => [action, author, detail, revision])).toEqual([
      ['managed', 'file:u.yaml', 'Managed file', 3],
      ['recovered', 'ada', 'lost by a crash', 2],
      ['start', 'file:u.yaml', 'First start', 1],
    ]);
    await log.close();
  });
});

/** The audit of a group, as far as revisions are concerned. */
class SharedAudit implements AuditLog {
  readonly noted: AuditDraft[] = [];
  isAway = false;
  readonly #ups = new Set<() => void>();

  readonly shared = {
    onUp: (listener: () => void) => {
      this.#ups.add(listener);
      return () => this.#ups.delete(listener);
    },
  };

  up(): void {
    this.isAway = false;
    for (const listener of this.#ups) listener();
  }

  add(draft: AuditDraft): void {
    this.noted.push(draft);
  }

  addUnlessNoted(draft: AuditDraft): void {
    if (!this.noted.some(({ revision }) => revision === draft.revision)) this.noted.push(draft);
  }

  unnoted(revisions: readonly number[]): Promise<readonly number[]> {
    if (this.isAway) return Promise.reject(new StoreUnavailableError('away', { fix: '' }));
    return Promise.resolve(revisions.filter((number) => !this.noted.some(({ revision }) => revision === number)));
  }

  find(): never {
    return fail('not asked');
  }

  flush = (): Promise<void> => Promise.resolve();
  close = (): Promise<void> => Promise.resolve();
}

describe('followRevisions of a store that a group shares', () => {
  let audit: SharedAudit;
  /** What waits for others to settle. */
  let settling: (() => void)[];
  let onSettle: () => void;
  let options: FollowRevisionsOptions;
  beforeEach(() => {
    audit = new SharedAudit();
    settling = [];
    onSettle = () => undefined;
    options = {
      onProblem: fail,
      settle: (then) => {
        settling.push(then);
        onSettle();
        return () => void (settling = settling.filter((one) => one !== then));
      },
    };
  });
  const actions = () => audit.noted.map(({ action, revision }) => [action, revision]);

  it('gives other agents time to note what they wrote themselves', async () => {
    await write('file:u.yaml', 'First start');
    await write('ada', 'noted late');
    await write('bob', 'lost by a crash');
    const ends = [await followRevisions(audit, store, options), await followRevisions(audit, store, options)];
    expect(actions()).toEqual([['start', 1]]);
    const [first] = audit.noted;
    audit.add({ ...(first ?? fail('no entry')), action: 'putChain', revision: 2 });
    expect(settling).toHaveLength(2);
    for (const then of settling) then();
    expect(actions()).toEqual([
      ['start', 1],
      ['putChain', 2],
      ['recovered', 3],
    ]);
    for (const end of ends) end();
    expect(settling).toEqual([]);
  });

  it('catches up when the store is back, and begins the wait anew', async () => {
    await write('ada', 'lost by a crash');
    audit.isAway = true;
    const end = await followRevisions(audit, store, options);
    expect(settling).toEqual([]);
    for (const _ of [1, 2]) {
      const isSettling = new Promise<void>((resolve) => (onSettle = resolve));
      audit.up();
      await isSettling;
      expect(settling).toHaveLength(1);
    }
    for (const then of settling) then();
    expect(actions()).toEqual([['recovered', 1]]);
    end();
  });

  it('notes of other agents nothing, they do', async () => {
    const listeners: WriteListener[] = [];
    const written = {
      revisionNumbers: () => Promise.resolve([]),
      revision: () => Promise.resolve(undefined),
      onWrite: (listener: WriteListener) => {
        listeners.push(listener);
        return () => undefined;
      },
    };
    await followRevisions(audit, written, options);
    const revision = {
      revision: 1,
      at: '2026-01-01T00:00:00.000Z',
      author: 'file:u.yaml',
      hash: '',
      document: DOCUMENT,
    };
    for (const own of [false, true, true]) for (const listener of listeners) listener(revision, own);
    expect(actions()).toEqual([['start', 1]]);
  });
});
