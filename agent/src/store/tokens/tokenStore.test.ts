import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tokenDigest, type StoredToken } from './storedToken.ts';
import { openTokenStore } from './tokenStore.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-tokens-'));
});
afterEach(() => rm(folder, { recursive: true }));

function tokenOf(text: string, over: Partial<StoredToken> = {}): StoredToken {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    id: `id-${text}`,
    name: text,
    role: 'viewer',
    digest: tokenDigest(text),
    createdAt: at,
    createdBy: 'ada',
    expiresAt: null,
    ...over,
  };
}

describe('token store', () => {
  it('is empty at first and writes no file for that', async () => {
    const store = await openTokenStore(folder);
    expect([store.list(), store.find('')]).toEqual([[], null]);
    await expect(readFile(join(folder, 'tokens.json'))).rejects.toThrow('ENOENT');
  });

  it('finds tokens by their text, keeps digests only, and survives a restart', async () => {
    const store = await openTokenStore(folder);
    await store.add(tokenOf('ust_secret'));
    await store.add(tokenOf('ust_other', { role: 'admin' }));
    const again = await openTokenStore(folder);
    for (const one of [store, again]) {
      expect(one.find('ust_other')).toMatchObject({ name: 'ust_other', role: 'admin' });
      expect(one.find('ust_secre')).toBeNull();
      expect(one.list()).toHaveLength(2);
    }
    const path = join(folder, 'tokens.json');
    await store.add(tokenOf('third', { id: '3', name: 'named' }));
    expect(await readFile(path, 'utf8')).not.toContain('third');
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('loses none of many written at once, and forgets the revoked', async () => {
    const store = await openTokenStore(folder);
    await Promise.all(Array.from({ length: 20 }, (_, at) => store.add(tokenOf(`t${at}`))));
    expect([await store.remove('id-t3'), await store.remove('id-t3'), await store.remove('x')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(store.find('t3')).toBeNull();
    expect((await openTokenStore(folder)).list()).toHaveLength(19);
  });

  it('keeps what is in force where the disk refuses', async () => {
    const store = await openTokenStore(folder);
    await store.add(tokenOf('a'));
    await rm(folder, { recursive: true });
    await expect(store.add(tokenOf('b'))).rejects.toThrow('ENOENT');
    expect(store.list().map(({ name }) => name)).toEqual(['a']);
    await mkdir(folder);
    await store.add(tokenOf('c'));
    expect(store.list()).toHaveLength(2);
  });

  it.each(['', '{', '[]', '{"version":2,"tokens":[]}', '{"version":1,"tokens":[{"digest":"hunter2"}]}'])(
    'refuses a damaged file instead of starting open: %j',
    async (text) => {
      await writeFile(join(folder, 'tokens.json'), text);
      const refused = openTokenStore(folder);
      await expect(refused).rejects.toThrow('tokens.json');
      await expect(refused).rejects.not.toThrow('hunter2');
    },
  );
});
