import { diffDocuments, type ConfigDocument, type DocumentChange, type RevisionSummary } from '@understudy/contract';
import type { ConfigStore, StoredRevision } from '../../store/index.ts';
import { ProblemError } from '../http/problem.ts';

const EMPTY: ConfigDocument = { version: 1, providers: [], models: [], chains: [] };

/** The history for the API. What was read once is kept without its document: a revision never changes. */
export class RevisionBook {
  readonly #store: ConfigStore;
  readonly #summaries = new Map<number, RevisionSummary>();

  constructor(store: ConfigStore) {
    this.#store = store;
  }

  /** A page, newest first; the cursor is the number of the last revision of the page before. */
  async page(query: { limit?: number | undefined; cursor?: string | undefined }) {
    const numbers = await this.#store.revisionNumbers();
    for (const known of this.#summaries.keys()) {
      if (known < (numbers[0] ?? 0)) this.#summaries.delete(known);
    }
    const before = query.cursor === undefined ? Infinity : Number(query.cursor);
    const older = numbers.filter((number) => number < before).reverse();
    const wanted = older.slice(0, query.limit ?? 100);
    const items = await this.#summariesOf(wanted);
    return { items, total: numbers.length, next: older.length > wanted.length ? String(wanted.at(-1)) : null };
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
    const changes = before === undefined ? null : diffDocuments(before, document).length;
    const summary = { ...info, reason: reason ?? null, changes };
    this.#summaries.set(info.revision, summary);
    return summary;
  }
}
