import type { RevisionInfo, StoredRevision } from '../configStore.ts';
import { readRevisionText } from '../revisionText.ts';
import { entryAnswer, numbersAnswer, REVISIONS, textOf } from './configScripts.ts';
import type { RedisLink } from './redisLink.ts';

/** The history of a group. Each method throws StoreUnavailableError while Redis is away. */
export class RedisRevisions {
  readonly #link: RedisLink;
  readonly #onProblem: (message: string, op: 'read') => void;

  constructor(link: RedisLink, onProblem: (message: string, op: 'read') => void) {
    this.#link = link;
    this.#onProblem = onProblem;
  }

  /** Oldest first. */
  async numbers(): Promise<number[]> {
    const numbers = numbersAnswer.parse(await this.#link.command('HKEYS', this.#link.key(REVISIONS)));
    return numbers.sort((a, b) => a - b);
  }

  /** Newest first, one after the other: all at once could be more text than memory should hold. */
  async infos(): Promise<RevisionInfo[]> {
    const found: RevisionInfo[] = [];
    for (const number of (await this.numbers()).reverse()) {
      const revision = await this.read(number);
      if (revision === undefined) continue;
      const { document: _document, ...info } = revision;
      found.push(info);
    }
    return found;
  }

  async read(number: number): Promise<StoredRevision | undefined> {
    const entry = entryAnswer.parse(await this.#link.command('HGET', this.#link.key(REVISIONS), String(number)));
    if (entry === null) return undefined;
    const found = readRevisionText(textOf(entry));
    if (!('problem' in found)) return found;
    this.#onProblem(`revision ${number} at ${this.#link.label} cannot be read: ${found.problem}`, 'read');
    return undefined;
  }
}
