import { basename } from 'node:path';
import {
  checkDocument,
  diffDocuments,
  errorAt,
  hasErrors,
  type CheckOptions,
  type ConfigDocument,
  type Finding,
} from '@understudy/contract';
import type { ConfigChange, ConfigSource, CurrentConfig } from './configSource.ts';
import type { ConfigStore, StoredRevision } from './configStore.ts';
import { ConfigurationError } from './configurationError.ts';
import { documentHash } from './documentHash.ts';
import { loadFile, type LoadedFile, type LoadOptions } from './loadFile.ts';
import { renderDiff } from './renderDiff.ts';
import type { MasterKey } from './secrets/masterKey.ts';
import { watchFile, type FileWatch } from './watch.ts';

export interface StartupOptions {
  readonly store: ConfigStore;
  /** `--config`. */
  readonly config?: string | undefined;
  /** `--config-wins`: a file that differs becomes a new revision. */
  readonly configWins?: boolean | undefined;
  /** `--managed`: the file is the truth, at start and on change. */
  readonly managed?: boolean | undefined;
  readonly masterKey?: MasterKey | undefined;
  readonly hasCredential?: CheckOptions['hasCredential'] | undefined;
  /** Further rules that a document must pass to be put in force here. */
  readonly rules?: LoadOptions['rules'];
  /** Told what a person at the terminal should know; no secrets in it. */
  readonly notify: (text: string) => void;
  /** Watches the file under `--managed`; default `watchFile`. */
  readonly watch?: (path: string, onChange: () => void) => Promise<FileWatch>;
}

const EMPTY: ConfigDocument = { version: 1, providers: [], models: [], chains: [] };

function configOf(revision: StoredRevision | undefined): CurrentConfig {
  return revision ?? { document: EMPTY, revision: 0, hash: documentHash(EMPTY) };
}

function load(path: string, options: StartupOptions): Promise<LoadedFile> {
  const { masterKey, hasCredential, rules, store } = options;
  return loadFile(path, { masterKey, hasCredential, rules, previous: store.current()?.document });
}

async function writeFromFile(
  store: ConfigStore,
  document: ConfigDocument,
  path: string,
  reason: string,
): Promise<void> {
  const expectedRevision = store.current()?.revision ?? 0;
  const result = await store.write({ expectedRevision, document, author: `file:${basename(path)}`, reason });
  if ('conflict' in result) throw new Error('the store was written to while the configuration file was applied');
}

function tellDifference(
  document: ConfigDocument,
  current: StoredRevision,
  path: string,
  notify: StartupOptions['notify'],
): void {
  notify(
    [
      `${path} differs from revision ${current.revision} of the store (${current.at}, by ${current.author}):`,
      renderDiff(diffDocuments(current.document, document)),
      `In force: revision ${current.revision} of the store; ${path} is not applied.`,
      `To apply the file: understudy apply -f ${path}, or start with --config-wins (as a new revision) or --managed (the file is the truth from now on).`,
    ].join('\n'),
  );
}

/** What the file means for the store: seed, apply, or tell that it differs. Returns its warnings. */
async function applyAtStart(path: string, options: StartupOptions): Promise<Finding[]> {
  const { store, notify } = options;
  const loaded = await load(path, options);
  if ('findings' in loaded) throw new ConfigurationError(loaded.findings, path);
  const current = store.current();
  const { document, warnings } = loaded;
  if (current === undefined) {
    await writeFromFile(store, document, path, 'First start');
    return warnings;
  }
  if (documentHash(document) === current.hash) return warnings;
  if (options.managed === true || options.configWins === true) {
    notify(`Applying ${path}:\n${renderDiff(diffDocuments(current.document, document))}`);
    await writeFromFile(store, document, path, options.managed === true ? 'Managed file' : '--config-wins');
    return warnings;
  }
  tellDifference(document, current, path, notify);
  return storedWarnings(current, options);
}

/** A stored document was valid when it was written; a newer version of the agent may know more rules. */
function storedWarnings(current: StoredRevision, { hasCredential, rules }: StartupOptions): Finding[] {
  const further = rules?.(current.document) ?? [];
  const checked = checkDocument(current.document, hasCredential === undefined ? {} : { hasCredential });
  const findings = [...further, ...checked];
  if (hasErrors(findings)) throw new ConfigurationError(findings);
  return findings;
}

class Source implements ConfigSource {
  readonly managed: boolean;
  readonly #options: StartupOptions;
  readonly #listeners = new Set<(change: ConfigChange) => void>();
  readonly #endWrites: () => void;
  #watch: FileWatch | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: StartupOptions) {
    this.#options = options;
    this.managed = options.managed === true;
    this.#endWrites = options.store.onWrite(() => this.#tellApplied());
  }

  current(): CurrentConfig {
    return configOf(this.#options.store.current());
  }

  onChange(listener: (change: ConfigChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(change: ConfigChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #tellApplied(): void {
    const current = this.current();
    const { hasCredential } = this.#options;
    const warnings = checkDocument(current.document, hasCredential === undefined ? {} : { hasCredential });
    this.#tell({ kind: 'applied', current, warnings });
  }

  reload(): Promise<void> {
    // One after the other: two saves in a row must not overtake each other.
    this.#queue = this.#queue.then(() => this.#reload());
    return this.#queue;
  }

  async #reload(): Promise<void> {
    const { config, store } = this.#options;
    if (!this.managed || config === undefined) {
      this.#tellApplied();
      return;
    }
    try {
      const loaded = await load(config, this.#options);
      if ('findings' in loaded) {
        this.#tell({ kind: 'refused', findings: loaded.findings });
      } else if (documentHash(loaded.document) === store.current()?.hash) {
        // No write, so nobody is told by the store; files behind secrets may have changed all the same.
        this.#tellApplied();
      } else {
        await writeFromFile(store, loaded.document, config, 'Managed file');
      }
    } catch (error) {
      const message = `the configuration could not be stored: ${(error as Error).message}`;
      const fix = 'Make room or permit writing in the data folder; the next change or SIGHUP tries again.';
      this.#tell({ kind: 'refused', findings: [errorAt({ code: 'store_write', path: '', message, fix })] });
    }
  }

  async watch(path: string): Promise<void> {
    const watch = this.#options.watch ?? ((file: string, onChange: () => void) => watchFile(file, { onChange }));
    this.#watch = await watch(path, () => void this.reload());
    // What was saved between the first reading and now.
    await this.reload();
  }

  async close(): Promise<void> {
    this.#watch?.close();
    this.#endWrites();
    await this.#queue;
    this.#listeners.clear();
  }
}

/**
 * "Starting" of configuration.md: `--config` seeds an empty store; where the store holds another document the store is in
 * force and the difference is told, unless `--config-wins` or `--managed` says otherwise.
 * @returns the source and the warnings of the document in force
 * @throws ConfigurationError with every error; nothing was written then
 */
export async function openConfigSource(
  options: StartupOptions,
): Promise<{ source: ConfigSource; warnings: Finding[] }> {
  const { config, managed, store } = options;
  if (managed === true && config === undefined) {
    const text = { code: 'managed_without_config', path: '--managed', message: '--managed needs a file' };
    throw new ConfigurationError([errorAt({ ...text, fix: 'Name it with --config FILE.' })]);
  }
  const current = store.current();
  const stored = (): Finding[] => (current === undefined ? [] : storedWarnings(current, options));
  const warnings = config === undefined ? stored() : await applyAtStart(config, options);
  const source = new Source(options);
  if (managed === true && config !== undefined) await source.watch(config);
  return { source, warnings };
}
