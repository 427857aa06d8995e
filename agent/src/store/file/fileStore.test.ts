import { mkdtemp, readFile, readdir, rm, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import type { ConfigStore, StoredRevision } from '../configStore.ts';
import { ConfigurationError } from '../configurationError.ts';
import { PlainSecretError } from '../plainSecrets.ts';
import { openFileStore } from './fileStore.ts';

const empty: ConfigDocument = { version: 1, providers: [], models: [], chains: [] };

function documentWith(fallbackRate: number): ConfigDocument {
  return { ...empty, warnings: { fallbackRate } };
}

let dataDir: string;
const open: ConfigStore[] = [];

async function opened(keepRevisions?: number): Promise<ConfigStore> {
  const store = await openFileStore({
    dataDir,
    now: () => 0,
    ...(keepRevisions === undefined ? {} : { keepRevisions }),
  });
  open.push(store);
  return store;
}

async function reopened(): Promise<ConfigStore> {
  await closeAll();
  return opened();
}

async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((store) => store.close()));
}

async function writeMany(store: ConfigStore, count: number): Promise<void> {
  for (let revision = 0; revision < count; revision += 1) {
    await store.write({ expectedRevision: revision, document: documentWith(revision / 100), author: 'test' });
  }
}

async function refused(): Promise<ConfigurationError> {
  await closeAll();
  const error: unknown = await opened().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigurationError);
  return error as ConfigurationError;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'understudy-store-'));
});
afterEach(async () => {
  await closeAll();
  await rm(dataDir, { recursive: true });
});

describe('file store', () => {
  it('tells of a write that the disk refused, and stays at the revision before', async () => {
    const problems: [string, string][] = [];
    const store = await openFileStore({ dataDir, onProblem: (...problem) => problems.push(problem) });
    open.push(store);
    await rm(join(dataDir, 'revisions'), { recursive: true });
    const write = store.write({ expectedRevision: 0, document: documentWith(0.1), author: 'test' });
    await expect(write).rejects.toThrow('ENOENT');
    expect(problems).toEqual([[expect.stringMatching(/^revision 1 could not be written: ENOENT/), 'write']]);
    expect(store.current()).toBeUndefined();
  });

  it('starts empty, writes, and finds what it wrote after a restart', async () => {
    const store = await opened();
    expect(store.current()).toBeUndefined();
    const result = await store.write({
      expectedRevision: 0,
      document: documentWith(0.2),
      author: 'ana',
      reason: 'first',
    });
    expect(result).toMatchObject({
      revision: { revision: 1, author: 'ana', reason: 'first', at: '1970-01-01T00:00:00.000Z' },
    });
    const again = await reopened();
    expect(again.current()).toEqual(store.current());
    expect(await again.revision(1)).toEqual(store.current());
  });

  it('refuses a write against another revision and hands back the current one', async () => {
    const store = await opened();
    await writeMany(store, 2);
    const late = await store.write({ expectedRevision: 1, document: empty, author: 'late' });
    expect(late).toMatchObject({ conflict: { revision: 2 } });
    expect(store.current()?.revision).toBe(2);
  });

  it('lets exactly one of many simultaneous writers win', async () => {
    const store = await opened();
    const writes = Array.from({ length: 10 }, (_, at) =>
      store.write({ expectedRevision: 0, document: documentWith(at / 10), author: `w${at}` }),
    );
    const results = await Promise.all(writes);
    expect(results.filter((result) => 'revision' in result)).toHaveLength(1);
    expect(await store.revisions()).toHaveLength(1);
  });

  it('tells listeners after the write, until they are ended', async () => {
    const store = await opened();
    const seen: number[] = [];
    const end = store.onWrite(({ revision }: StoredRevision) => seen.push(revision));
    await writeMany(store, 1);
    end();
    await store.write({ expectedRevision: 1, document: empty, author: 'x' });
    expect(seen).toEqual([1]);
  });

  it('lists revisions newest first and keeps the newest ones', async () => {
    const store = await opened(3);
    await writeMany(store, 5);
    expect((await store.revisions()).map(({ revision }) => revision)).toEqual([5, 4, 3]);
    expect(await store.revision(1)).toBeUndefined();
  });

  it('stores no plain secret', async () => {
    const store = await opened();
    const document: ConfigDocument = { ...empty, clients: [{ id: 'a', key: 'plain-key' }] };
    await expect(store.write({ expectedRevision: 0, document, author: 'x' })).rejects.toThrow(PlainSecretError);
    expect(store.current()).toBeUndefined();
  });

  it('refuses writes after it was closed', async () => {
    const store = await opened();
    await closeAll();
    await expect(store.write({ expectedRevision: 0, document: empty, author: 'x' })).rejects.toThrow('closed');
  });
});

describe('file store after a crash', () => {
  it('drops a revision file that was never acknowledged, and temporary files', async () => {
    await writeMany(await opened(), 2);
    await closeAll();
    const second = join(dataDir, 'revisions', '000002.json');
    await writeFile(join(dataDir, 'revisions', '000003.json'), await readFile(second));
    await writeFile(join(dataDir, 'current.json.0123456789ab.tmp'), '{"half":');
    const store = await opened();
    expect(store.current()?.revision).toBe(2);
    expect(await readdir(join(dataDir, 'revisions'))).toEqual(['000001.json', '000002.json']);
    expect((await readdir(dataDir)).sort()).toEqual(['agent.lock', 'current.json', 'revisions']);
    expect(await store.write({ expectedRevision: 2, document: empty, author: 'x' })).toMatchObject({
      revision: { revision: 3 },
    });
  });

  it('drops the very first revision where it was never acknowledged', async () => {
    await writeMany(await opened(), 1);
    await closeAll();
    await rm(join(dataDir, 'current.json'));
    expect((await opened()).current()).toBeUndefined();
  });

  it.each([
    ['cut in half', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['changed by hand', (text: string) => text.replace('"fallbackRate": 0.02', '"fallbackRate": 0.5')],
    ['of another version', (text: string) => text.replace('"version": 1', '"version": 9')],
  ])('refuses a current.json that is %s, changes nothing, and names the way back', async (_name, damage) => {
    await writeMany(await opened(), 3);
    await closeAll();
    const path = join(dataDir, 'current.json');
    const bad = damage(await readFile(path, 'utf8'));
    await writeFile(path, bad);
    const [finding] = (await refused()).findings;
    expect(finding?.code).toBe('store_damaged');
    expect(finding?.fix).toContain('last good revision is 3');
    expect(finding?.fix).toContain(`cp ${join(dataDir, 'revisions', '000003.json')} ${path}`);
    expect(await readFile(path, 'utf8')).toBe(bad);
    await copyFile(join(dataDir, 'revisions', '000003.json'), path);
    expect((await opened()).current()?.revision).toBe(3);
  });

  it('refuses a missing current.json where there is a history', async () => {
    await writeMany(await opened(), 3);
    await closeAll();
    await rm(join(dataDir, 'current.json'));
    expect((await refused()).message).toContain('missing');
  });

  it('keeps the later history where a person put an older revision back, and numbers on after it', async () => {
    await writeMany(await opened(), 4);
    await closeAll();
    await copyFile(join(dataDir, 'revisions', '000002.json'), join(dataDir, 'current.json'));
    const store = await opened();
    expect(store.current()?.revision).toBe(2);
    expect(await store.write({ expectedRevision: 2, document: empty, author: 'x' })).toMatchObject({
      revision: { revision: 5 },
    });
    expect((await store.revisions()).map(({ revision }) => revision)).toEqual([5, 4, 3, 2, 1]);
  });

  it('names the newest whole revision where the newest file is damaged too', async () => {
    await writeMany(await opened(), 3);
    await closeAll();
    await writeFile(join(dataDir, 'current.json'), 'x');
    await writeFile(join(dataDir, 'revisions', '000003.json'), 'x');
    expect((await refused()).findings[0]?.fix).toContain('last good revision is 2');
  });

  it('keeps the revision in force where the disk refuses a write', async () => {
    const store = await opened();
    await writeMany(store, 1);
    await rm(join(dataDir, 'revisions'), { recursive: true });
    await expect(store.write({ expectedRevision: 1, document: empty, author: 'x' })).rejects.toThrow('ENOENT');
    expect(store.current()?.revision).toBe(1);
  });
});

describe('a data folder in use', () => {
  const lock = (): string => join(dataDir, 'agent.lock');

  it('is refused to a second store and free again once the first is closed', async () => {
    await opened();
    await expect(openFileStore({ dataDir })).rejects.toThrow(`in use by process ${process.pid}`);
    await closeAll();
    await expect(opened()).resolves.toBeDefined();
    await closeAll();
    expect(await readdir(dataDir)).not.toContain('agent.lock');
  });

  it('is taken over at once from a process that is gone, or whose number another process has now', async () => {
    await opened();
    const holder = JSON.parse(await readFile(lock(), 'utf8')) as Record<string, unknown>;
    await closeAll();
    await writeFile(lock(), JSON.stringify({ ...holder, pid: 2 ** 22 + 1, id: 'gone' }));
    await opened();
    await closeAll();
    await writeFile(lock(), JSON.stringify({ ...holder, started: '1', id: 'earlier' }));
    await expect(opened()).resolves.toBeDefined();
  });

  it('refuses writes once another process has taken it over', async () => {
    const store = await opened();
    const holder = JSON.parse(await readFile(lock(), 'utf8')) as Record<string, unknown>;
    await writeFile(lock(), JSON.stringify({ ...holder, id: 'other' }));
    await expect(store.write({ expectedRevision: 0, document: empty, author: 'x' })).rejects.toThrow('taken over');
  });
});
