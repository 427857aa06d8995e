import { checkDocument, errorAt, hasErrors, type ConfigDocument, type Finding } from '@understudy/contract';
import type { ConfigChange, ConfigSource, CurrentConfig } from './configSource.ts';
import type { StoredRevision } from './configStore.ts';
import { documentHash } from './documentHash.ts';
import { loadForStore, writeFromFile } from './fileToStore.ts';
import type { StartupOptions } from './startupOptions.ts';
import { StoreUnavailableError } from './storeUnavailable.ts';
import { watchFile, type FileWatch } from './watch.ts';

const EMPTY: ConfigDocument = { version: 1, providers: [], models: [], chains: [] };

/** Milliseconds between two tries to seed a store that is there and refuses. */
const SEED_AGAIN_MS = 5_000;
const DISK_FIX = 'Make room or permit writing in the data folder; the next change or SIGHUP tries again.';

/** Findings of a document that was valid where it was written; a newer version, or this agent's listeners, may ask for more. */
export function storedFindings(document: ConfigDocument, { hasCredential, rules }: StartupOptions): Finding[] {
  const further = rules?.(document) ?? [];
  return [...further, ...checkDocument(document, hasCredential === undefined ? {} : { hasCredential })];
}

/** The store's document, or the file's under `--managed`, as it comes into force. */
export class StoreSource implements ConfigSource {
  readonly managed: boolean;
  readonly #options: StartupOptions;
  readonly #listeners = new Set<(change: ConfigChange) => void>();
  readonly #endings: (() => void)[];
  #inForce: CurrentConfig;
  #watch: FileWatch | undefined;
  #queue: Promise<void> = Promise.resolve();
  #seedAgain: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param provisional in force until a store that is away says what it holds */
  constructor(options: StartupOptions, provisional?: ConfigDocument) {
    const { store } = options;
    this.#options = options;
    this.managed = options.managed === true;
    const document = provisional ?? EMPTY;
    this.#inForce = store.current() ?? { document, revision: 0, hash: documentHash(document) };
    this.#endings = [
      store.onWrite((revision, own) => this.#take(revision, own)),
      store.onUnreadable((problem) => this.#tellRefused('store_read', problem, 'Look at the log of the agent.')),
    ];
    if (provisional !== undefined) void store.reached().then(() => this.#seed(provisional));
  }

  current(): CurrentConfig {
    return this.#inForce;
  }

  onChange(listener: (change: ConfigChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  reload(): Promise<void> {
    // One after the other: two saves in a row must not overtake each other.
    this.#queue = this.#queue.then(() => this.#reload());
    return this.#queue;
  }

  async watch(path: string): Promise<void> {
    const watch = this.#options.watch ?? ((file: string, onChange: () => void) => watchFile(file, { onChange }));
    this.#watch = await watch(path, () => void this.reload());
    // What was saved between the first reading and now.
    await this.reload();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#seedAgain);
    this.#watch?.close();
    for (const end of this.#endings) end();
    await this.#queue;
    this.#listeners.clear();
  }

  #tell(change: ConfigChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #tellApplied(): void {
    const { hasCredential } = this.#options;
    const current = this.#inForce;
    const warnings = checkDocument(current.document, hasCredential === undefined ? {} : { hasCredential });
    this.#tell({ kind: 'applied', current, warnings });
  }

  #tellRefused(code: string, message: string, fix: string): void {
    this.#tell({ kind: 'refused', findings: [errorAt({ code, path: '', message, fix })] });
  }

  /** What this process wrote was checked before. */
  #take(revision: StoredRevision, own: boolean): void {
    const findings = own ? [] : storedFindings(revision.document, this.#options);
    if (hasErrors(findings)) {
      this.#tell({ kind: 'refused', findings: findings.filter(({ severity }) => severity === 'error') });
      return;
    }
    this.#inForce = revision;
    this.#tellApplied();
  }

  async #reload(): Promise<void> {
    const { config, store } = this.#options;
    if (!this.managed || config === undefined) {
      this.#tellApplied();
      return;
    }
    await this.#storing(async () => {
      const loaded = await loadForStore(config, this.#options);
      if ('findings' in loaded) {
        this.#tell({ kind: 'refused', findings: loaded.findings });
      } else if (documentHash(loaded.document) === store.current()?.hash) {
        // No write, so nobody is told by the store; files behind secrets may have changed all the same.
        this.#tellApplied();
      } else if (!(await writeFromFile(store, loaded.document, config, 'Managed file'))) {
        throw new Error('the store was written to while the configuration file was applied');
      }
    });
  }

  /** The store has come: where it is empty, the file that served until now seeds it. Another process may be faster. */
  async #seed(document: ConfigDocument): Promise<void> {
    const { config, store } = this.#options;
    if (this.#closed || config === undefined || store.current() !== undefined) return;
    const stored = await this.#storing(async () => {
      await writeFromFile(store, document, config, 'First start');
    });
    if (!stored) this.#seedAgain = setTimeout(() => void this.#seed(document), SEED_AGAIN_MS).unref();
  }

  /** @returns whether it went well; if not, that is told */
  async #storing(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const message = `the configuration could not be stored: ${(error as Error).message}`;
      const fix = error instanceof StoreUnavailableError ? error.fix : DISK_FIX;
      this.#tellRefused('store_write', message, fix);
      return false;
    }
  }
}
