import {
  checkDocument,
  diffDocuments,
  documentSecrets,
  errorAt,
  hasErrors,
  parseDocument,
  type ConfigDocument,
  type DocumentChange,
  type Finding,
  type Provider,
} from '@understudy/contract';
import {
  checkReference,
  sealDocument,
  type ConfigStore,
  type MasterKey,
  type ReferenceRules,
  type StoredRevision,
} from '../../store/index.ts';
import { ProblemError } from '../http/problem.ts';

export interface EditorPorts {
  readonly store: ConfigStore;
  /** The file is the truth: every write is refused. */
  readonly managed: boolean;
  readonly masterKey: MasterKey | undefined;
  readonly references: ReferenceRules;
  readonly hasCredential: (provider: Provider) => boolean;
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

/** The one door through which the API changes the document: checked whole, compare-and-set, nothing half-written. */
export class ConfigEditor {
  readonly #ports: EditorPorts;
  #queue: Promise<unknown> = Promise.resolve();

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
   * so its own `If-Match` check decides.
   * @throws ProblemError 400 with all findings, 409 while managed, and what `change` throws
   */
  edit(change: Change, meta: EditMeta): Promise<EditResult> {
    const run = this.#queue.then(() => this.#edit(change, meta));
    // The next edit waits for this one, whatever became of it; its own caller hears of it.
    this.#queue = run.then(
      () => undefined,
      () => undefined,
    );
    return run;
  }

  /** Findings of a document as it stands, without storing it. */
  check(raw: unknown): { document: ConfigDocument | null; findings: Finding[] } {
    return this.#prepare(raw, this.document());
  }

  async #edit(change: Change, meta: EditMeta): Promise<EditResult> {
    if (this.#ports.managed && !meta.dryRun) {
      throw new ProblemError(409, 'the agent was started with --managed: its configuration file is the truth', {
        code: 'managed',
        fix: 'change the file; the agent reads it again by itself',
      });
    }
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const base = this.#ports.store.current();
      const result = await this.#try(change, meta, base);
      if (result !== null) return result;
    }
    throw new ProblemError(503, 'the configuration is being written by others without a pause', { fix: 'try again' });
  }

  async #try(change: Change, meta: EditMeta, base: StoredRevision | undefined): Promise<EditResult | null> {
    const before = base?.document ?? EMPTY;
    const { document, findings } = this.#prepare(
      markVerified(change(before), before, meta.author, this.#ports.now()),
      before,
    );
    if (document === null) throw invalid(findings);
    const diff = diffDocuments(before, document);
    const revision = base?.revision ?? 0;
    const unchanged = JSON.stringify(before) === JSON.stringify(document);
    if (meta.dryRun || unchanged) return { revision, dryRun: meta.dryRun, document, findings, diff };
    const written = await this.#ports.store.write({
      expectedRevision: revision,
      document,
      author: meta.author,
      ...(meta.reason === null ? {} : { reason: meta.reason }),
    });
    if ('conflict' in written) return null;
    return { revision: written.revision.revision, dryRun: false, document, findings, diff };
  }

  /** Shape, references, seals, rules: the document to store, or null with every error. */
  #prepare(raw: unknown, previous: ConfigDocument): { document: ConfigDocument | null; findings: Finding[] } {
    const parsed = parseDocument(raw);
    if ('findings' in parsed) return { document: null, findings: parsed.findings };
    const refused = this.#referenceFindings(parsed.document, previous);
    const sealed = sealDocument(parsed.document, this.#ports.masterKey, previous);
    const document = 'document' in sealed ? sealed.document : parsed.document;
    const findings = [
      ...refused,
      ...('findings' in sealed ? sealed.findings : []),
      ...checkDocument(document, { previous, hasCredential: this.#ports.hasCredential }),
    ];
    return { document: hasErrors(findings) ? null : document, findings };
  }

  /** References that this write brings in; those in force came from the operator's own file. */
  #referenceFindings(document: ConfigDocument, previous: ConfigDocument): Finding[] {
    const before = new Map(documentSecrets(previous).map(({ context, text }) => [context, text]));
    return documentSecrets(document).flatMap(({ context, text, path }) => {
      if (before.get(context) === text) return [];
      const problem = checkReference(text, this.#ports.references);
      if (problem === undefined) return [];
      const fix = 'Name an allowed variable or file, or change it in the configuration file.';
      return [errorAt({ code: 'reference_not_allowed', path, message: `${path}: ${problem}`, fix })];
    });
  }
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

type Entry = Record<string, unknown>;

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `verified: true` is a person's mark: the agent adds when and by whom, and keeps an older mark. */
function markVerified(raw: unknown, previous: ConfigDocument, by: string, at: string): unknown {
  if (!isEntry(raw) || !Array.isArray(raw['models'])) return raw;
  const before = new Map(previous.models.map((model) => [model.id, model.verified]));
  const models = (raw['models'] as unknown[]).map((model) => {
    if (!isEntry(model) || model['verified'] !== true) return model;
    const mark = typeof model['id'] === 'string' ? before.get(model['id']) : undefined;
    return { ...model, verified: typeof mark === 'object' ? mark : { at, by } };
  });
  return { ...raw, models };
}
