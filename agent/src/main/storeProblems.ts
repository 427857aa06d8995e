import type { StoreOperation } from '@understudy/contract';

/** Hears of what the disk refused: which operation, and why in a sentence. */
export type StoreProblem = (message: string, op: StoreOperation) => void;

/** Tells of what the disk refused, and counts it: from the time before there are metrics, too. */
export class StoreProblems {
  readonly #tell: (message: string) => void;
  #count: ((op: StoreOperation) => void) | null = null;
  #waiting: StoreOperation[] = [];

  /** @param tell a line of the log */
  constructor(tell: (message: string) => void) {
    this.#tell = tell;
  }

  readonly note: StoreProblem = (message, op) => {
    this.#tell(message);
    if (this.#count === null) this.#waiting.push(op);
    else this.#count(op);
  };

  /** Counts with `count` from now on, beginning with what came before. */
  countWith(count: (op: StoreOperation) => void): void {
    this.#count = count;
    for (const op of this.#waiting) count(op);
    this.#waiting = [];
  }
}
