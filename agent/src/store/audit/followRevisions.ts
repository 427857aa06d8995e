import type { ConfigStore, RevisionInfo, StoredRevision } from '../configStore.ts';
import { StoreUnavailableError } from '../storeUnavailable.ts';
import type { AuditDraft, AuditLog } from './auditLog.ts';

export interface FollowRevisionsOptions {
  /** Told, of a shared store, why the audit could not be completed for now. */
  readonly onProblem: (problem: string) => void;
  /**
   * Runs `then` when entries of other agents that were on their way must have come; returns what prevents it. Default: after a
   * minute.
   */
  readonly settle?: (then: () => void) => () => void;
}

/** What is asked of the store. */
type Revisions = Pick<ConfigStore, 'onWrite' | 'revisionNumbers' | 'revision'>;

/** Revisions that a start or a managed file wrote carry this before the file's name. */
const FILE = 'file:';
const SETTLE_MS = 60_000;

function afterAMinute(then: () => void): () => void {
  const timer = setTimeout(then, SETTLE_MS).unref();
  return () => clearTimeout(timer);
}

function isOfFile({ author }: Pick<RevisionInfo, 'author'>): boolean {
  return author.startsWith(FILE);
}

function actionOf(info: RevisionInfo): string {
  if (!isOfFile(info)) return 'recovered';
  return info.reason === 'Managed file' ? 'managed' : 'start';
}

function draftOf(info: RevisionInfo): AuditDraft {
  const { author, at, reason = '', revision } = info;
  const of = { at, author, token: null, role: null, target: '', changes: [] };
  return { ...of, action: actionOf(info), outcome: 'done', status: 0, detail: reason, revision };
}

/** Entries for revisions that the audit has none of, oldest first. */
async function missingDrafts(audit: AuditLog, store: Revisions): Promise<AuditDraft[]> {
  const drafts: AuditDraft[] = [];
  for (const number of await audit.unnoted(await store.revisionNumbers())) {
    const revision = await store.revision(number);
    if (revision !== undefined) drafts.push(draftOf(revision));
  }
  return drafts;
}

/**
 * Completes an audit that several agents write. What comes from a file is told in the same words by each of them, so the first
 * one may at once. What came through the API is noted by the agent that was asked: only if it has not within a minute, that
 * agent is taken to have crashed.
 */
class SharedCatchUp {
  readonly #audit: AuditLog;
  readonly #store: Revisions;
  readonly #options: FollowRevisionsOptions;
  #stop: () => void = () => undefined;
  #ended = false;

  constructor(audit: AuditLog, store: Revisions, options: FollowRevisionsOptions) {
    this.#audit = audit;
    this.#store = store;
    this.#options = options;
  }

  /** Never rejects: with the store away it is done when that is back. */
  async run(): Promise<void> {
    this.#stop();
    try {
      const drafts = await missingDrafts(this.#audit, this.#store);
      if (this.#ended) return;
      this.#add(drafts.filter(isOfFile));
      const late = drafts.filter((draft) => !isOfFile(draft));
      this.#stop();
      if (late.length > 0) this.#stop = (this.#options.settle ?? afterAMinute)(() => this.#add(late));
    } catch (error) {
      if (error instanceof StoreUnavailableError) return;
      this.#options.onProblem(`the audit could not be completed: ${(error as Error).message}`);
    }
  }

  end(): void {
    this.#ended = true;
    this.#stop();
  }

  #add(drafts: readonly AuditDraft[]): void {
    for (const draft of drafts) this.#audit.addUnlessNoted(draft);
  }
}

/**
 * Keeps the audit complete: a revision whose entry a crash took with it gets one from what the revision itself says, and so
 * do revisions that come from a file, now and later. Those of the API are noted by the API, with token and role; those of other
 * agents by those agents.
 * @returns what ends it
 */
export async function followRevisions(
  audit: AuditLog,
  store: Revisions,
  options: FollowRevisionsOptions,
): Promise<() => void> {
  const { shared } = audit;
  const endWrites = store.onWrite((revision: StoredRevision, own: boolean) => {
    if (!own || !isOfFile(revision)) return;
    if (shared === null) audit.add(draftOf(revision));
    else audit.addUnlessNoted(draftOf(revision));
  });
  if (shared === null) {
    for (const draft of await missingDrafts(audit, store)) audit.addUnlessNoted(draft);
    return endWrites;
  }
  const catchUp = new SharedCatchUp(audit, store, options);
  const endUps = shared.onUp(() => void catchUp.run());
  await catchUp.run();
  return () => {
    endWrites();
    endUps();
    catchUp.end();
  };
}
