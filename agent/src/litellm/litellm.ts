import { basename, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import {
  litellmSyncSchema,
  type ConfigDocument,
  type LitellmApply,
  type LitellmBackup,
  type LitellmDiff,
  type LitellmEvent,
  type LitellmOutcome,
  type LitellmRender,
  type LitellmStatus,
  type LitellmSync,
} from '@understudy/contract';
import { z } from 'zod';
import { openSavedValue, writeAtomically, type SavedValue } from '../store/index.ts';
import { Backups } from './apply/backups.ts';
import { backupCandidate, changesOf, diffOf, isSame, renderCandidate } from './apply/candidate.ts';
import { changedGroups } from './apply/changedChains.ts';
import { Drift, type DriftState } from './apply/drift.ts';
import { ProxyClient } from './apply/proxyClient.ts';
import { ProxyControl } from './apply/proxyControl.ts';
import type { ReloadHook } from './apply/reloadHook.ts';
import { runSync, type SyncPorts, type SyncRequest } from './apply/runSync.ts';
import { TargetFile } from './apply/targetFile.ts';
import type { LastGood } from './apply/undo.ts';
import { maskSecrets } from './file/maskSecrets.ts';

/** Start flags of LiteLLM's part. */
export interface LitellmOptions {
  /** `--litellm-config`. */
  readonly config: string;
  /** `--litellm-url`; null = nobody to ask. */
  readonly url: string | null;
  readonly hook: ReloadHook;
  /** Backups that are kept. */
  readonly keep: number;
  readonly hookMs: number;
  readonly readyMs: number;
}

export interface LitellmPorts {
  readonly options: LitellmOptions;
  readonly dataDir: string;
  readonly current: () => { readonly document: ConfigDocument; readonly revision: number };
  /** The proxy's master key, read anew for each call; null = none is known. A secret. */
  readonly key: () => string | null;
  /** Epoch ms. */
  readonly now: () => number;
  /** Hears of each apply and rollback that ended. */
  readonly onSync: (outcome: LitellmOutcome, sync: LitellmSync) => void;
  readonly onProblem: (message: string) => void;
}

/** Who asks, and who hears of it as it happens. */
export interface SyncCall {
  readonly author: string;
  readonly tell?: (event: LitellmEvent) => void;
}

/** A run that began, or why none did. */
export type SyncStart =
  { readonly sync: Promise<LitellmSync> } | { readonly refused: 'running' | 'closed' | 'no_backup' };

const SECOND_MS = 1_000;

const savedSchema = z.object({ last: litellmSyncSchema.nullable(), lastSuccessAt: z.iso.datetime().nullable() });

function lastGoodAt(path: string): LastGood {
  return {
    keep: (bytes) => writeAtomically(path, bytes),
    read: () =>
      readFile(path).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }),
  };
}

/** LiteLLM's file and proxy, as the agent was told of them by start flags. */
export class Litellm {
  readonly #ports: LitellmPorts;
  readonly #target: TargetFile;
  readonly #backups: Backups;
  readonly #sync: SyncPorts;
  readonly #drift: Drift;
  readonly #saved: SavedValue;
  #last: LitellmSync | null;
  #lastSuccessAt: string | null;
  #running: Promise<unknown> | null = null;
  #closed = false;

  private constructor(ports: LitellmPorts, saved: SavedValue) {
    const { options, now, key, dataDir } = ports;
    const proxy = options.url === null ? null : new ProxyClient(options.url, key);
    this.#ports = ports;
    this.#target = new TargetFile(options.config);
    this.#backups = new Backups(this.#target);
    this.#sync = {
      target: this.#target,
      name: basename(options.config),
      backups: this.#backups,
      keep: options.keep,
      control: new ProxyControl({ ...options, proxy, now, wait: (ms) => wait(ms) }),
      lastGood: lastGoodAt(join(dataDir, 'litellm-last-good.yaml')),
      now,
    };
    this.#drift = new Drift({ target: this.#target, proxy, current: ports.current, now });
    this.#saved = saved;
    const read = savedSchema.safeParse(saved.value);
    this.#last = read.success ? read.data.last : null;
    this.#lastSuccessAt = read.success ? read.data.lastSuccessAt : null;
  }

  /** Opens it; what the last write came to is read from the data folder. */
  static async open(ports: LitellmPorts): Promise<Litellm> {
    const saved = await openSavedValue(join(ports.dataDir, 'litellm.json'), ports.onProblem);
    return new Litellm(ports, saved);
  }

  /** The file as an apply would write it, secrets masked. */
  async render(): Promise<LitellmRender> {
    const { document, revision } = this.#ports.current();
    const { bytes, findings } = renderCandidate(document, await this.#target.read());
    return { revision, yaml: maskSecrets(String(bytes)), findings: [...findings] };
  }

  /** What an apply would change. */
  async diff(): Promise<LitellmDiff> {
    const { document, revision } = this.#ports.current();
    const before = await this.#target.read();
    const candidate = renderCandidate(document, before);
    const { findings } = candidate;
    const readable = candidate.bytes !== '';
    const different = readable && !isSame(before, candidate);
    return {
      revision,
      different,
      diff: different ? diffOf(before, candidate, this.#sync.name) : '',
      changed: different ? changedGroups(changesOf(before, candidate)) : [],
      sha256: before.sha256,
      findings: [...findings],
    };
  }

  async status(): Promise<LitellmStatus> {
    const { options } = this.#ports;
    const [state, names] = await Promise.all([this.#drift.look(), this.#backups.names()]);
    return {
      configured: true,
      file: { path: options.config, exists: state.sha256 !== null, sha256: state.sha256, problem: state.fileProblem },
      reload: options.hook.kind,
      proxy: options.url === null ? null : { url: options.url, ...state.proxy },
      drift: { file: state.file, proxy: state.running, details: [...state.details] },
      running: this.#running !== null,
      last: this.#last,
      lastSuccessAt: this.#lastSuccessAt,
      backups: names.length,
      live: false,
    };
  }

  backups(): Promise<LitellmBackup[]> {
    return this.#backups.list();
  }

  /** The file's text, for an import. */
  async text(): Promise<string> {
    return (await this.#target.read()).text;
  }

  /** Writes the document's file. One at a time. */
  apply({ sha256, verify }: LitellmApply, call: SyncCall): SyncStart {
    const { document, revision } = this.#ports.current();
    const candidate: SyncRequest['candidate'] = (before) => renderCandidate(document, before);
    return this.#start({ action: 'apply', revision, sha256: sha256 ?? null, verify, candidate }, call);
  }

  /** Puts a backup in force again; without an id the newest that says something else than the file. */
  async rollback(id: string | undefined, call: SyncCall): Promise<SyncStart> {
    const all = await this.#backups.list();
    const wanted = id === undefined ? all.find(({ current }) => !current) : all.find((backup) => backup.id === id);
    const bytes = wanted === undefined ? undefined : await this.#backups.read(wanted.id);
    if (bytes === undefined) return { refused: 'no_backup' };
    const { revision } = this.#ports.current();
    return this.#start(
      { action: 'rollback', revision, sha256: null, verify: false, candidate: () => backupCandidate(bytes) },
      call,
    );
  }

  #start(request: Omit<SyncRequest, 'author' | 'tell'>, { author, tell = () => undefined }: SyncCall): SyncStart {
    if (this.#closed) return { refused: 'closed' };
    if (this.#running !== null) return { refused: 'running' };
    const sync = runSync(this.#sync, { ...request, author, tell }).then((done) => this.#note(done));
    this.#running = sync
      .catch(() => undefined)
      .finally(() => {
        this.#running = null;
      });
    return { sync };
  }

  #note(sync: LitellmSync): LitellmSync {
    this.#last = sync;
    // After a rollback the file is not what the document says.
    if (sync.action === 'apply' && (sync.outcome === 'applied' || sync.outcome === 'unchanged')) {
      this.#lastSuccessAt = new Date(this.#ports.now()).toISOString();
    }
    this.#saved.save({ last: sync, lastSuccessAt: this.#lastSuccessAt });
    this.#drift.forget();
    this.#look();
    this.#ports.onSync(sync.outcome, sync);
    return sync;
  }

  /** For the gauges; read without I/O. */
  gauges(): { readonly lastSuccessAt: number | null; readonly drift: DriftState['any'] } {
    const lastSuccessAt = this.#lastSuccessAt === null ? null : Date.parse(this.#lastSuccessAt);
    return { lastSuccessAt, drift: this.#drift.known };
  }

  /** Looks for drift now and then, for the gauge; returns what ends it. */
  watch(everyMs = 30 * SECOND_MS): () => void {
    this.#look();
    const timer = setInterval(() => this.#look(), everyMs).unref();
    return () => clearInterval(timer);
  }

  #look(): void {
    this.#drift.look().catch((error: unknown) => this.#ports.onProblem(`LiteLLM's file: ${(error as Error).message}`));
  }

  /** Lets a run under way end: a proxy is never left half-way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    await this.#saved.close();
  }
}
