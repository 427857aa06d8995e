import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { openFileStore, type ConfigStore } from '../store/index.ts';
import { openAdministration } from './administration.ts';

const DOCUMENT: ConfigDocument = {
  version: 1,
  providers: [{ id: 'p', dialect: 'openai', baseUrl: 'https://x.example' }],
  models: [{ id: 'm', provider: 'p', price: { input: 1, output: 2 } }],
  chains: [],
};

let dataDir: string;
let store: ConfigStore;
let problems: string[];
beforeEach(async () => {
  problems = [];
  dataDir = await mkdtemp(join(tmpdir(), 'understudy-administration-'));
  store = await openFileStore({ dataDir, now: () => Date.UTC(2026, 0, 1) });
  await store.write({ expectedRevision: 0, document: DOCUMENT, author: 'file:u.yaml', reason: 'First start' });
});
afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const open = () =>
  openAdministration({
    dataDir,
    store,
    pricesUrl: undefined,
    now: () => Date.UTC(2026, 5, 1),
    onProblem: (message) => problems.push(message),
  });
const actions = async ({ auditLog }: Awaited<ReturnType<typeof open>>) =>
  (await auditLog.find({ matches: () => true, limit: 10 })).entries.map(({ action, outcome, detail }) => [
    action,
    outcome,
    detail,
  ]);

describe('the administration of an agent', () => {
  it('notes start, reloads and what was refused', async () => {
    const administration = await open();
    administration.noteReload();
    const finding = { severity: 'error', code: 'x', path: '', message: 'line 3 is no YAML', fix: '' } as const;
    administration.noteRefused({ kind: 'refused', findings: [finding] }, true);
    administration.noteRefused({ kind: 'refused', findings: [finding] }, false);
    expect(await actions(administration)).toEqual([
      ['reload', 'refused', 'line 3 is no YAML'],
      ['managed', 'refused', 'line 3 is no YAML'],
      ['reload', 'done', 'SIGHUP'],
      ['start', 'done', 'First start'],
    ]);
    await administration.close();
  });

  it('takes a price to be as old as its revision, and remembers it', async () => {
    const first = await open();
    expect(first.pricesUpdatedAt(DOCUMENT)).toBe(Date.UTC(2026, 0, 1));
    await first.close();
    expect(JSON.parse(await readFile(join(dataDir, 'prices.json'), 'utf8'))).toHaveProperty('m');
    const again = await open();
    const other = { ...DOCUMENT, models: [] };
    expect(again.pricesUpdatedAt(other)).toBeNull();
    expect((await again.prices.newest()).snapshot).toEqual(again.prices.book().snapshot);
    await again.close();
    expect(problems).toEqual([]);
  });

  it('begins anew with a damaged record of prices, and says so', async () => {
    await writeFile(join(dataDir, 'prices.json'), '{"m":');
    const administration = await open();
    expect(administration.pricesUpdatedAt(DOCUMENT)).toBe(Date.UTC(2026, 0, 1));
    expect(problems).toEqual([expect.stringContaining('prices.json')]);
    await administration.close();
  });
});
