import {
  diffDocuments,
  parsePath,
  type ConfigDocument,
  type DocumentChange,
  type EndpointQuery,
  type RevisionSummary,
  type listRevisions,
} from '@understudy/contract';
import type { ConfigStore, StoredRevision } from '../../store/index.ts';
import { ProblemError } from '../http/problem.ts';

const EMPTY: ConfigDocument = { version: 1, providers: [], models: [], chains: [] };

/** Revisions that one question about a chain looks at, however few of them match: each may have to be read from the disk. */
const LOOKED_AT = 100;

/** Models whose chains a revision changed. */
function changedChains(diff: readonly DocumentChange[]): ReadonlySet<string> {
  return new Set(
    diff.flatMap(({ path }) => {
      const [list, model] = parsePath(path);
      return list === 'chains' && typeof model === 'string' ? [model] : [];
    }),
  );
}

/** The history for the API. What was read once is kept without its document: a revision never changes. */
export class RevisionBook {
  readonly #store: ConfigStore;
  readonly #summaries = new Map<number, RevisionSummary>();
  /** Models whose chains a revision changed, by its number. */
  readonly #chains = new Map<number, ReadonlySet<string>>();

  constructor(store: ConfigStore) {
    this.#store = store;
    // A shared store that went back in time gives numbers out again.
    store.onWrite(({ revision }) => this.#forgetFrom(revision));
  }

  /** A page, newest first; the cursor is the number of the last revision of the page before. */
  async page({ limit = 100, cursor, model }: EndpointQuery<typeof listRevisions>) {
    const numbers = await this.#store.revisionNumbers();
    for (const known of this.#summaries.keys()) {
      if (known >= (numbers[0] ?? 0)) continue;
      this.#summaries.delete(known);
      this.#chains.delete(known);
    }
    const before = cursor === undefined ? Infinity : Number(cursor);
    const older = numbers.filter((number) => number < before).reverse();
    const lookedAt = older.slice(0, model === undefined ? limit : LOOKED_AT);
    const found = await this.#summariesOf(lookedAt);
    const matching = found.filter(({ revision }) => model === undefined || this.#chains.get(revision)?.has(model));
    const items = matching.slice(0, limit);
    const last = items.length < matching.length ? items.at(-1)?.revision : lookedAt.at(-1);
    const isOver = items.length === matching.length && lookedAt.length === older.length;
    return { items, total: numbers.length, next: isOver || last === undefined ? null : String(last) };
  }

  /** @throws ProblemError 404 */
  async summary(revision: StoredRevision): Promise<RevisionSummary> {
    const known = this.#summaries.get(revision.revision);
    return known ?? this.#keep(revision, await this.#before(revision.revision));
  }

  /** @throws ProblemError 404 where it is not kept, or the text is no number */
  async revision(text: string): Promise<StoredRevision> {
    const found = /^[1-9]\d{0,8}$/.test(text) ? await this.#store.revision(Number(text)) : undefined;
    if (found !== undefined) return found;
    throw new ProblemError(404, `there is no revision ${text.slice(0, 20)}, or it is not kept any more`, {
      code: 'not_found',
      fix: 'GET /api/v1/revisions lists those that are kept',
    });
  }

  /** What a revision changed against another; 0 = the empty document. */
  async diff(text: string, against?: number): Promise<{ revision: number; against: number; diff: DocumentChange[] }> {
    const { revision, document } = await this.revision(text);
    const other = against ?? revision - 1;
    const base = other === 0 ? EMPTY : (await this.revision(String(other))).document;
    return { revision, against: other, diff: diffDocuments(base, document) };
  }

  #forgetFrom(revision: number): void {
    for (const known of [...this.#summaries.keys()].filter((number) => number >= revision)) {
      this.#summaries.delete(known);
      this.#chains.delete(known);
    }
  }

  async #summariesOf(numbers: readonly number[]): Promise<RevisionSummary[]> {
    const items: RevisionSummary[] = [];
    /** Newest first, so the one before is the one that comes next: each file is read once. */
    let next: StoredRevision | undefined;
    for (const number of numbers) {
      const known = this.#summaries.get(number);
      if (known !== undefined) {
        items.push(known);
        continue;
      }
      const revision = next?.revision === number ? next : await this.#store.revision(number);
      if (revision === undefined) continue; // pruned since its name was read, or damaged, which the store told
      next = number > 1 ? await this.#store.revision(number - 1) : undefined;
      items.push(this.#keep(revision, number === 1 ? EMPTY : next?.document));
    }
    return items;
  }

  async #before(number: number): Promise<ConfigDocument | undefined> {
    return number === 1 ? EMPTY : (await this.#store.revision(number - 1))?.document;
  }

  #keep({ document, reason, ...info }: StoredRevision, before: ConfigDocument | undefined): RevisionSummary {
    const diff = before === undefined ? null : diffDocuments(before, document);
    const summary = { ...info, reason: reason ?? null, changes: diff?.length ?? null };
    this.#summaries.set(info.revision, summary);
    this.#chains.set(info.revision, changedChains(diff ?? []));
    return summary;
  }
}
