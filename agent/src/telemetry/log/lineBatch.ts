import type { DestinationStream } from 'pino';

/** Characters gathered before they are handed on in one go. */
const BATCH_LENGTH = 64 * 1024;
/** Milliseconds after which a smaller batch is handed on. */
const FLUSH_MS = 250;

/** What a batch is handed to. */
export interface BatchTarget extends DestinationStream {
  flushSync(): void;
}

/**
 * Gathers lines before sonic-boom, which measures its whole buffer anew with every line that it is given: at 10,000
 * lines a second that costs more than making them.
 */
export class LineBatch implements DestinationStream {
  readonly #target: BatchTarget;
  #waiting = '';
  #timer: NodeJS.Timeout | null = null;

  constructor(target: BatchTarget) {
    this.#target = target;
  }

  write(line: string): void {
    this.#waiting += line;
    if (this.#waiting.length >= BATCH_LENGTH) this.handOn();
    else this.#timer ??= setTimeout(() => this.handOn(), FLUSH_MS).unref();
  }

  /** Writes what waits, at once. @throws Error where the destination is broken */
  flushSync(): void {
    this.handOn();
    this.#target.flushSync();
  }

  /** Hands on what waits. */
  handOn(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting === '') return;
    const lines = this.#waiting;
    this.#waiting = '';
    this.#target.write(lines);
  }
}
