import type { ConfigDocument } from '@understudy/contract';
import { etagOf, requireMatch } from '../http/etag.ts';
import { ProblemError } from '../http/problem.ts';
import { requireCascade, type Removal } from './cascade.ts';
import type { ConfigEditor, EditMeta, EditResult } from './configEditor.ts';
import type { Entry } from './entry.ts';

/** One list of the registry: what its entries are called, and how they come out of a request body. */
export interface EntryKind<Item extends { readonly id: string }> {
  readonly list: 'providers' | 'models';
  readonly noun: 'provider' | 'model';
  readonly items: (document: ConfigDocument) => readonly Item[];
  /** The entry to store of a whole body; `stored` = the one that it replaces. */
  readonly filled: (sent: Entry, stored: Item | undefined, path: string) => unknown;
  /** The entry to store of a merge patch. */
  readonly patched: (stored: Item, patch: Entry, path: string) => unknown;
  /** As a client may see it, without its status. */
  readonly shown: (item: Item) => unknown;
  readonly removed: (document: ConfigDocument, id: string) => Removal;
}

interface WriteTo {
  readonly id: string;
  readonly ifMatch: string | undefined;
  readonly meta: EditMeta;
}

/** What a write gives: the result, and the entry as it is stored then. */
export interface WrittenEntry<Item> {
  readonly result: EditResult;
  readonly item: Item;
}

function requireSameId(sent: Entry, id: string): void {
  if (sent['id'] === undefined || sent['id'] === id) return;
  throw new ProblemError(400, `field "id" is ${JSON.stringify(sent['id'])}, but the path names "${id}"`, {
    code: 'invalid_request',
    fix: 'leave "id" out, or make them the same; a new name is a new entry',
  });
}

/** Creates, replaces, patches and removes entries of one list of the registry. */
export class EntryWrites<Item extends { readonly id: string }> {
  readonly #kind: EntryKind<Item>;
  readonly #editor: ConfigEditor;

  constructor(editor: ConfigEditor, kind: EntryKind<Item>) {
    this.#kind = kind;
    this.#editor = editor;
  }

  /** @throws ProblemError 404 */
  find(id: string, document: ConfigDocument = this.#editor.document()): Item {
    const { items, noun, list } = this.#kind;
    const item = items(document).find((candidate) => candidate.id === id);
    if (item !== undefined) return item;
    throw new ProblemError(404, `there is no ${noun} "${id}"`, {
      code: 'not_found',
      fix: `GET /api/v1/${list} lists them`,
    });
  }

  /** @throws ProblemError 412 with its representation where the id is taken */
  async create(sent: Entry & { readonly id: string }, ifMatch: string | undefined, meta: EditMeta) {
    const { id } = sent;
    return this.#write(id, meta, (base) => {
      const { at, stored } = this.#place(base, id);
      if (stored !== undefined) throw this.#taken(stored);
      requireMatch(ifMatch, undefined);
      return this.#put(base, at, this.#kind.filled(sent, undefined, this.#path(at)));
    });
  }

  async replace(sent: Entry, { id, ifMatch, meta }: WriteTo): Promise<WrittenEntry<Item>> {
    requireSameId(sent, id);
    return this.#write(id, meta, (base) => {
      const { at, stored } = this.#place(base, id);
      requireMatch(ifMatch, stored, stored && this.#kind.shown(stored));
      return this.#put(base, at, this.#kind.filled({ ...sent, id }, stored, this.#path(at)));
    });
  }

  async patch(patch: Entry, { id, ifMatch, meta }: WriteTo): Promise<WrittenEntry<Item>> {
    requireSameId(patch, id);
    return this.#write(id, meta, (base) => {
      const stored = this.find(id, base);
      const { at } = this.#place(base, id);
      requireMatch(ifMatch, stored, this.#kind.shown(stored));
      return this.#put(base, at, this.#kind.patched(stored, patch, this.#path(at)));
    });
  }

  /** @throws ProblemError 409 with `affected` where it is in use and `cascade` is false */
  async remove({ id, ifMatch, meta }: WriteTo, cascade: boolean): Promise<EditResult> {
    return this.#editor.edit((base) => {
      const stored = this.find(id, base);
      requireMatch(ifMatch, stored, this.#kind.shown(stored));
      const removal = this.#kind.removed(base, id);
      requireCascade(`the ${this.#kind.noun} "${id}"`, removal, cascade);
      return removal.document;
    }, meta);
  }

  async #write(id: string, meta: EditMeta, change: (base: ConfigDocument) => unknown): Promise<WrittenEntry<Item>> {
    const result = await this.#editor.edit(change, meta);
    return { result, item: this.find(id, result.document) };
  }

  #place(base: ConfigDocument, id: string): { at: number; stored: Item | undefined } {
    const items = this.#kind.items(base);
    const at = items.findIndex((item) => item.id === id);
    return at < 0 ? { at: items.length, stored: undefined } : { at, stored: items[at] };
  }

  #path(at: number): string {
    return `${this.#kind.list}[${at}]`;
  }

  #put(base: ConfigDocument, at: number, item: unknown): unknown {
    const items: unknown[] = [...this.#kind.items(base)];
    items[at] = item;
    return { ...base, [this.#kind.list]: items };
  }

  #taken(stored: Item): ProblemError {
    const { noun, list, shown } = this.#kind;
    const etag = etagOf(stored);
    const fix = `PUT /api/v1/${list}/${stored.id} with "etag" as If-Match replaces it; otherwise choose another id`;
    return new ProblemError(
      412,
      `field "id": there is a ${noun} "${stored.id}" already`,
      { code: 'already_exists', fix, current: shown(stored), etag },
      { etag },
    );
  }
}
