import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '@understudy/contract';
import { createTokenSource, openTokenStore, type TokenStore } from '../store/index.ts';
import { ProblemError } from './http/problem.ts';
import { TokenKeeper } from './tokenKeeper.ts';
import { tokensOf } from './tokens.ts';

const META = { author: 'ada', dryRun: false };
const DAY = 86_400_000;

let folder: string;
let store: TokenStore;
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-keeper-'));
  store = await openTokenStore(folder);
  now = Date.UTC(2026, 0, 1);
});
afterEach(() => rm(folder, { recursive: true }));

function parts(adminToken?: string) {
  const admin = createTokenSource({ name: 'A', value: adminToken });
  const viewer = createTokenSource({ name: 'V', value: undefined });
  const directory = tokensOf({ admin, viewer, stored: store, now: () => now });
  const keeper = new TokenKeeper({
    store,
    adminOutside: () => admin.count > 0,
    authenticated: () => directory.configured,
    now: () => now,
  });
  return { directory, keeper };
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof ProblemError) return [error.problem.status, error.problem.code];
    throw error;
  }
}

describe('created tokens', () => {
  it.each<Role>(['viewer', 'editor', 'admin'])('let in as %s until they expire', async (role) => {
    const { keeper, directory } = parts('env-admin');
    const { token, resource } = await keeper.create({ name: 'ci', role, expiresInMs: DAY }, META);
    expect(token).toMatch(/^ust_[\w-]{43}$/);
    expect(resource).toMatchObject({
      name: 'ci',
      role,
      createdBy: 'ada',
      expired: false,
      expiresAt: '2026-01-02T00:00:00.000Z',
    });
    expect(JSON.stringify([keeper.list(), store.list()])).not.toContain(token);
    expect(directory.identify(token ?? '')).toEqual({ name: 'ci', role });
    now += DAY - 1;
    expect(directory.identify(token ?? '')).not.toBeNull();
    now += 1;
    expect(directory.identify(token ?? '')).toBeNull();
    expect(keeper.list()).toMatchObject([{ expired: true }]);
  });

  it('live 90 days unless told otherwise, and for ever where asked', async () => {
    const { keeper } = parts('env-admin');
    const expiries = [
      (await keeper.create({ name: 'a', role: 'viewer' }, META)).resource.expiresAt,
      (await keeper.create({ name: 'b', role: 'viewer', expiresInMs: null }, META)).resource.expiresAt,
    ];
    expect(expiries).toEqual([new Date(now + 90 * DAY).toISOString(), null]);
  });

  it('are refused at once when revoked', async () => {
    const { keeper, directory } = parts('env-admin');
    const { token, resource } = await keeper.create({ name: 'a', role: 'viewer' }, META);
    expect(await keeper.revoke(resource.id, { dryRun: true })).toMatchObject({ name: 'a' });
    expect(directory.identify(token ?? '')).not.toBeNull();
    await keeper.revoke(resource.id, { dryRun: false });
    expect(directory.identify(token ?? '')).toBeNull();
    expect(await codeOf(keeper.revoke(resource.id, { dryRun: false }))).toEqual([404, 'not_found']);
  });

  it('have names of their own', async () => {
    const { keeper } = parts('env-admin');
    await keeper.create({ name: 'a', role: 'viewer' }, META);
    for (const name of ['a', 'admin', 'viewer', 'anonymous']) {
      expect(await codeOf(keeper.create({ name, role: 'viewer' }, META))).toEqual([409, 'name_taken']);
    }
    const twice = [
      keeper.create({ name: 'b', role: 'viewer' }, META),
      keeper.create({ name: 'b', role: 'viewer' }, META),
    ];
    expect(await Promise.all(twice.map(codeOf))).toEqual(['done', [409, 'name_taken']]);
  });

  it('are bounded in number', async () => {
    const { keeper } = parts('env-admin');
    const first = await keeper.create({ name: 'a', role: 'viewer' }, { ...META, dryRun: true });
    expect([first.token, keeper.list()]).toEqual([null, []]);
    const full = { ...store, list: () => Array.from({ length: 1_000 }, () => ({ ...first.resource, digest: '' })) };
    const crowded = new TokenKeeper({
      store: full,
      adminOutside: () => true,
      authenticated: () => true,
      now: () => now,
    });
    expect(await codeOf(crowded.create({ name: 'b', role: 'viewer' }, META))).toEqual([409, 'too_many_tokens']);
  });
});

describe('the way in', () => {
  it('opens with an admin first: a viewer alone would lock everybody out', async () => {
    const { keeper, directory } = parts();
    expect(directory.configured).toBe(false);
    expect(await codeOf(keeper.create({ name: 'v', role: 'viewer' }, META))).toEqual([409, 'first_is_admin']);
    await keeper.create({ name: 'a', role: 'admin' }, META);
    expect(directory.configured).toBe(true);
    expect(await codeOf(keeper.create({ name: 'v', role: 'viewer' }, META))).toBe('done');
  });

  it('is never closed or thrown open by a revocation', async () => {
    const { keeper } = parts();
    const { resource } = await keeper.create({ name: 'a', role: 'admin', expiresInMs: DAY }, META);
    expect(await codeOf(keeper.revoke(resource.id, { dryRun: false }))).toEqual([409, 'last_admin']);
    const second = await keeper.create({ name: 'b', role: 'admin', expiresInMs: null }, META);
    now += DAY;
    expect(await codeOf(keeper.revoke(second.resource.id, { dryRun: false }))).toEqual([409, 'last_admin']);
    expect(await codeOf(keeper.revoke(resource.id, { dryRun: false }))).toBe('done');
  });

  it('stays closed while a shared store has not said whether there are tokens', () => {
    const none = createTokenSource({ name: 'A', value: undefined });
    const unknown = { known: false, list: () => [], find: () => null };
    const directory = tokensOf({ admin: none, viewer: none, stored: unknown, now: () => now });
    expect([directory.configured, directory.identify('ust_x')]).toEqual([true, null]);
  });

  it('stays closed when every token has expired', async () => {
    const { keeper, directory } = parts();
    await keeper.create({ name: 'a', role: 'admin', expiresInMs: DAY }, META);
    now += 2 * DAY;
    expect([directory.configured, directory.identify('x')]).toEqual([true, null]);
  });
});
