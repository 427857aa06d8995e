import type { AuditDraft } from '../audit/auditLog.ts';

/** An entry on its way to Redis. */
export interface PendingEntry {
  readonly draft: AuditDraft;
  /** Not written where an entry names its revision already. */
  readonly unlessNoted: boolean;
  /** Counts up in the order in which entries were added. */
  readonly order: number;
}

/** Entries that wait to be sent: bounded, and of too many the oldest refusals go first, then the oldest of all. */
export class PendingAudit {
  readonly #most: number;
  /** Two queues, so that the oldest refusal is found without looking through the others. */
  readonly #done: PendingEntry[] = [];
  readonly #refused: PendingEntry[] = [];
  #added = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#done.length + this.#refused.length;
  }

  /** Order of the entry that was added last. */
  get newest(): number {
    return this.#added;
  }

  /** Order of the oldest one; `Infinity` = there is none. */
  get oldest(): number {
    return Math.min(this.#done[0]?.order ?? Infinity, this.#refused[0]?.order ?? Infinity);
  }

  /** @returns whether an entry had to go for it */
  add(draft: AuditDraft, unlessNoted: boolean): boolean {
    this.#added += 1;
    const queue = draft.outcome === 'refused' ? this.#refused : this.#done;
    queue.push({ draft, unlessNoted, order: this.#added });
    if (this.size <= this.#most) return false;
    if (this.#refused.length > 0) this.#refused.shift();
    else this.#done.shift();
    return true;
  }

  /** Takes the oldest ones out, in their order. */
  take(most: number): PendingEntry[] {
    const taken: PendingEntry[] = [];
    while (taken.length < most) {
      const [done, refused] = [this.#done[0], this.#refused[0]];
      const isDoneNext = (done?.order ?? Infinity) < (refused?.order ?? Infinity);
      const next = (isDoneNext ? this.#done : this.#refused).shift();
      if (next === undefined) break;
      taken.push(next);
    }
    return taken;
  }
}
