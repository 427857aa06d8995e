import {
  checkChain,
  diffDocuments,
  type Chain,
  type ConfigDocument,
  type DocumentChange,
  type Finding,
} from '@understudy/contract';
import { documentHash, type ConfigStore, type StoredRevision } from '../../store/index.ts';
import { Slices } from '../../telemetry/index.ts';
import { ProblemError } from '../http/problem.ts';
import { checkEdit, type CheckedEdit, type CheckPorts } from './checkEdit.ts';
import { markVerified } from './markVerified.ts';

export interface EditorPorts extends CheckPorts {
  readonly store: ConfigStore;
  /** The file is the truth: every write is refused. */
  readonly managed: boolean;
  /** ISO 8601 time of a person's mark on a model. */
  readonly now: () => string;
}

/** Who edits, and why. */
export interface EditMeta {
  readonly author: string;
  readonly reason: string | null;
  readonly dryRun: boolean;
}

export interface EditResult {
  readonly revision: number;
  readonly dryRun: boolean;
  readonly document: ConfigDocument;
  readonly findings: readonly Finding[];
  readonly diff: readonly DocumentChange[];
}

/** A change of the document: gets the one in force, gives the new one as raw data. Throws `ProblemError` to refuse. */
export type Change = (document: ConfigDocument) => unknown;

const EMPTY: ConfigDocument = { version: 1, providers: [], models: [], chains: [] };

/** More conflicts in a row than a store with one writer process can give. */
const MAX_TRIES = 20;

/** Edits that wait for the one before: beyond it the agent says so at once, rather than after half a minute. */
const MAX_WAITING = 500;

/** The one door through which the API changes the document: checked whole, compare-and-set, nothing half-written. */
export class ConfigEditor {
  readonly #ports: EditorPorts;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(ports: EditorPorts) {
    this.#ports = ports;
  }

  get managed(): boolean {
    return this.#ports.managed;
  }

  /** The document in force; an empty one before the first write. */
  document(): ConfigDocument {
    return this.#ports.store.current()?.document ?? EMPTY;
  }

  revision(): number {
    return this.#ports.store.current()?.revision ?? 0;
  }

  /**
   * Makes a change. Edits run one after the other; `change` runs again on the newer document where another writer came first,
   * so its own `If-Match` check decides. A change that leaves the document as it is makes no revision.
   * @throws ProblemError 400 with all findings, 409 while managed, 503 under a flood of edits, and what `change` throws
   */
  edit(change: Change, meta: EditMeta): Promise<EditResult> {
    return this.#enqueue(async (base) => {
      const before = base?.document ?? EMPTY;
      const raw = markVerified(change(before), before, meta.author, this.#ports.now());
      return this.#finish(await checkEdit(raw, before, this.#ports), base, meta);
    }, meta);
  }

  /**
   * Puts a document of the history in force again, as it was: marks are kept, and so are references that were accepted then.
   * @param guard checks `If-Match` against the document in force
   */
  restore(restored: ConfigDocument, guard: (document: ConfigDocument) => void, meta: EditMeta): Promise<EditResult> {
    return this.#enqueue(async (base) => {
      const before = base?.document ?? EMPTY;
      guard(before);
      return this.#finish(await checkEdit(restored, before, this.#ports, restored), base, meta);
    }, meta);
  }

  /** Findings of a document as it stands, without storing it. */
  check(raw: unknown): Promise<CheckedEdit> {
    return checkEdit(raw, this.document(), this.#ports);
  }

  /** Findings about one chain in its place in the document in force: errors would refuse the write. */
  checkChain(chain: Chain): Finding[] {
    return checkChain(this.document(), chain, { hasCredential: this.#ports.hasCredential });
  }

  async #enqueue(attempt: (base: StoredRevision | undefined) => Promise<EditResult | null>, meta: EditMeta) {
    this.#refuse(meta);
    this.#waiting += 1;
    const run = this.#queue.then(() => this.#repeat(attempt)).finally(() => (this.#waiting -= 1));
    // The next edit waits for this one, whatever became of it; its own caller hears of it.
    this.#queue = run.then(
      () => undefined,
      () => undefined,
    );
    return run;
  }

  #refuse({ dryRun }: EditMeta): void {
    if (this.#ports.managed && !dryRun) {
      throw new ProblemError(409, 'the agent was started with --managed: its configuration file is the truth', {
        code: 'managed',
        fix: 'change the file; the agent reads it again by itself',
      });
    }
    if (this.#waiting >= MAX_WAITING) throw busy();
  }

  async #repeat(attempt: (base: StoredRevision | undefined) => Promise<EditResult | null>): Promise<EditResult> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const result = await attempt(this.#ports.store.current());
      if (result !== null) return result;
    }
    throw busy();
  }

  /** Stores what was checked; null = another writer came first. */
  async #finish(
    { document, findings }: CheckedEdit,
    base: StoredRevision | undefined,
    meta: EditMeta,
  ): Promise<EditResult | null> {
    if (document === null) throw invalid(findings);
    const before = base?.document ?? EMPTY;
    const revision = base?.revision ?? 0;
    const slices = new Slices();
    const diff = diffDocuments(before, document);
    await slices.breathe();
    // By hash: the order in which a client writes the keys of an object is no change.
    const unchanged = documentHash(document) === (base?.hash ?? documentHash(EMPTY));
    if (unchanged) return { revision, dryRun: meta.dryRun, document: before, findings, diff };
    await slices.breathe();
    if (meta.dryRun) return { revision, dryRun: true, document, findings, diff };
    const written = await this.#ports.store.write({
      expectedRevision: revision,
      document,
      author: meta.author,
      ...(meta.reason === null ? {} : { reason: meta.reason }),
    });
    if ('conflict' in written) return null;
    return { revision: written.revision.revision, dryRun: false, document: written.revision.document, findings, diff };
  }
}

function busy(): ProblemError {
  return new ProblemError(503, 'the configuration is being written by others without a pause', {
    code: 'busy',
    fix: 'try again',
  });
}

function invalid(findings: readonly Finding[]): ProblemError {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ProblemError(400, `${first?.message ?? 'the document is not valid'}${more}`, {
    code: 'invalid_configuration',
    fix: first?.fix ?? 'see findings',
    findings: [...findings],
  });
}
