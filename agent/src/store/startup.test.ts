import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfigChange, ConfigSource } from './configSource.ts';
import type { ConfigStore } from './configStore.ts';
import { ConfigurationError } from './configurationError.ts';
import { openFileStore } from './file/fileStore.ts';
import { openConfigSource } from './startup.ts';
import type { StartupOptions } from './startupOptions.ts';

const yaml = (rate: number, more = ''): string => `version: 1\nwarnings: { fallbackRate: ${rate} }\n${more}`;

let folder: string;
let config: string;
let store: ConfigStore;
let source: ConfigSource | undefined;
let told: string[];
let fileChanged: (() => void) | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-start-'));
  config = join(folder, 'understudy.yaml');
  store = await openFileStore({ dataDir: join(folder, 'data'), now: () => 0 });
  told = [];
});
afterEach(async () => {
  await source?.close();
  source = undefined;
  await store.close();
  await rm(folder, { recursive: true });
});

async function start(options: Partial<StartupOptions> = {}): Promise<ConfigSource> {
  const opened = await openConfigSource({
    store,
    notify: (text) => told.push(text),
    watch: async (_path, onChange) => {
      fileChanged = onChange;
      return { close: () => (fileChanged = undefined) };
    },
    ...options,
  });
  source = opened.source;
  return opened.source;
}

async function refused(options: Partial<StartupOptions>): Promise<ConfigurationError> {
  const error: unknown = await start(options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigurationError);
  return error as ConfigurationError;
}

function nextChange(from: ConfigSource): Promise<ConfigChange> {
  return new Promise((resolve) => {
    const end = from.onChange((change) => {
      end();
      resolve(change);
    });
  });
}

describe('start', () => {
  it('begins empty without a file and a store', async () => {
    const { document, revision } = (await start()).current();
    expect([revision, document.models]).toEqual([0, []]);
    expect(store.current()).toBeUndefined();
  });

  it('seeds an empty store from the file', async () => {
    await writeFile(config, yaml(0.2));
    const current = (await start({ config })).current();
    expect(current).toMatchObject({ revision: 1, document: { warnings: { fallbackRate: 0.2 } } });
    expect(store.current()).toMatchObject({ author: 'file:understudy.yaml' });
    expect(told).toEqual([]);
  });

  it('says nothing and writes nothing where file and store are the same, in whatever order', async () => {
    await writeFile(config, yaml(0.2));
    await start({ config });
    await writeFile(config, 'warnings: {fallbackRate: 0.2}\nchains: []\nversion: 1\n');
    expect((await start({ config })).current().revision).toBe(1);
    expect(told).toEqual([]);
  });

  it('keeps the store in force where the file differs, and tells difference and ways out', async () => {
    await writeFile(config, yaml(0.2));
    await start({ config });
    await writeFile(config, yaml(0.3));
    expect((await start({ config })).current().document.warnings?.fallbackRate).toBe(0.2);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('~ warnings.fallbackRate: 0.2 → 0.3');
    expect(told[0]).toContain('In force: revision 1 of the store');
    expect(told[0]).toContain(`understudy apply -f ${config}`);
    expect(told[0]).toMatch(/--config-wins.*--managed/);
  });

  it.each([{ configWins: true }, { managed: true }])('applies the file as a new revision with %j', async (options) => {
    await writeFile(config, yaml(0.2));
    await start({ config });
    await writeFile(config, yaml(0.3));
    expect((await start({ config, ...options })).current()).toMatchObject({ revision: 2 });
    expect(store.current()?.document.warnings?.fallbackRate).toBe(0.3);
  });

  it('refuses a bad file with every error and its place, and leaves the store alone', async () => {
    await writeFile(config, yaml(7, 'modls: []\n'));
    const error = await refused({ config });
    expect(error.file).toBe(config);
    expect(error.findings.map(({ path, position }) => [path, position?.line])).toEqual([
      ['warnings.fallbackRate', 2],
      ['modls', 3],
    ]);
    expect(store.current()).toBeUndefined();
  });

  it('refuses plain secrets together with what else is wrong, without a master key', async () => {
    await writeFile(config, yaml(0.1, 'clients: [{ id: a, key: plain-one }]\ncosts: { referenceModel: none }\n'));
    const { findings } = await refused({ config });
    expect(findings.map(({ code }) => code).sort()).toEqual(['plain_secret', 'unknown_model']);
    expect(JSON.stringify(findings)).not.toContain('plain-one');
  });

  it('refuses a file that is not there, and --managed without a file', async () => {
    expect((await refused({ config })).message).toContain('no such file');
    expect((await refused({ managed: true })).findings[0]?.code).toBe('managed_without_config');
  });
});

describe('a running source', () => {
  it('tells of writes to the store', async () => {
    const running = await start();
    const change = nextChange(running);
    await store.write({
      expectedRevision: 0,
      document: { version: 1, providers: [], models: [], chains: [] },
      author: 'x',
    });
    expect(await change).toMatchObject({ kind: 'applied', current: { revision: 1 } });
  });

  it('takes a changed file over when managed, and keeps the old one where it is bad', async () => {
    await writeFile(config, yaml(0.2));
    const running = await start({ config, managed: true });
    await writeFile(config, yaml(0.3));
    const applied = nextChange(running);
    fileChanged?.();
    expect(await applied).toMatchObject({ kind: 'applied', current: { revision: 2 } });
    await writeFile(config, 'version: [');
    const refusal = nextChange(running);
    fileChanged?.();
    expect(await refusal).toMatchObject({ kind: 'refused', findings: [{ code: 'syntax' }] });
    expect(running.current()).toMatchObject({ revision: 2, document: { warnings: { fallbackRate: 0.3 } } });
  });

  it('tells a refusal where the store cannot be written, and tries again', async () => {
    await writeFile(config, yaml(0.2));
    const running = await start({ config, managed: true });
    await rm(join(folder, 'data', 'revisions'), { recursive: true });
    await writeFile(config, yaml(0.3));
    const refusal = nextChange(running);
    await running.reload();
    expect(await refusal).toMatchObject({ kind: 'refused', findings: [{ code: 'store_write' }] });
    expect(running.current().revision).toBe(1);
  });

  it('tells the same document on SIGHUP when not managed, for the files behind secrets', async () => {
    await writeFile(config, yaml(0.2));
    const running = await start({ config });
    await writeFile(config, yaml(0.3));
    const change = nextChange(running);
    await running.reload();
    expect(await change).toMatchObject({ kind: 'applied', current: { revision: 1 } });
  });

  it('does not watch the file unless it is managed, and ends watching when closed', async () => {
    await writeFile(config, yaml(0.2));
    await start({ config });
    expect(fileChanged).toBeUndefined();
    const managed = await start({ config, managed: true });
    expect(fileChanged).toBeDefined();
    await managed.close();
    expect(fileChanged).toBeUndefined();
  });
});
