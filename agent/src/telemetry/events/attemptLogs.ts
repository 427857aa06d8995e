import type { RequestLog } from '@understudy/contract';
import { unpackAttempts } from './attemptLog.ts';

/** What happened inside requests that needed more than one call, by their sequence: the newest of them. */
export class AttemptLogs {
  readonly #capacity: number;
  /** The oldest first. */
  readonly #packed = new Map<number, string>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Sequences must rise. */
  keep(sequence: number, packed: string): void {
    this.#packed.set(sequence, packed);
    if (this.#packed.size <= this.#capacity) return;
    const [oldest] = this.#packed.keys();
    if (oldest !== undefined) this.#packed.delete(oldest);
  }

  /** Null = none is kept. */
  of(sequence: number): RequestLog | null {
    const packed = this.#packed.get(sequence);
    return packed === undefined ? null : unpackAttempts(packed);
  }
}
