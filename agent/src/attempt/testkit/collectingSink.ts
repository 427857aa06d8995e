import type { AnswerSink, CallOutcome, StreamEnd } from '../../engine/index.ts';

/** Keeps what a stream hands on; `full` makes it a slow reader until `drain`, which tells its listener once. */
export class CollectingSink implements AnswerSink {
  readonly chunks: Buffer[] = [];
  full = false;
  #onDrain: (() => void) | null = null;
  #waiters: { readonly bytes: number; readonly resolve: () => void }[] = [];

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  get bytes(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  write(chunk: Buffer): boolean {
    this.chunks.push(chunk);
    const { bytes } = this;
    for (const waiter of this.#waiters) if (waiter.bytes <= bytes) waiter.resolve();
    this.#waiters = this.#waiters.filter((waiter) => waiter.bytes > bytes);
    return !this.full;
  }

  onDrain(listener: () => void): void {
    this.#onDrain = listener;
  }

  drain(): void {
    this.full = false;
    const listener = this.#onDrain;
    this.#onDrain = null;
    listener?.();
  }

  /** Resolves when at least so many bytes came. */
  reached(bytes: number): Promise<void> {
    if (this.bytes >= bytes) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ bytes, resolve }));
  }
}

/** Pumps an answered stream into a sink. */
export function pump(outcome: CallOutcome, sink: AnswerSink): Promise<StreamEnd> {
  if (outcome.kind !== 'answer' || outcome.answer.body.kind !== 'stream') {
    throw new Error(`a stream was expected: ${JSON.stringify(outcome)}`);
  }
  return outcome.answer.body.pump(sink);
}
