import type { AnswerSink, AnswerStream, StreamEnd } from '../engine/index.ts';

/** What an outlet asks of the call that feeds it. */
export interface OutletSource {
  /** The client is slow: hold the provider back. */
  hold(): void;
  /** The client has caught up. */
  release(): void;
  /** Nobody wants the stream any more. */
  giveUp(): void;
}

/** Above this many bytes that wait for a reader, the provider is held back. */
const WAITING_LIMIT = 262_144;

/** The client's side of a committed stream: keeps what came before it is read, then hands on chunk by chunk. */
export class StreamOutlet implements AnswerStream {
  readonly kind = 'stream';
  readonly #source: OutletSource;
  #waiting: Buffer[];
  #waitingBytes = 0;
  #sink: AnswerSink | null = null;
  #held = false;
  #awaitsDrain = false;
  #end: StreamEnd | null = null;
  #resolve: ((end: StreamEnd) => void) | null = null;

  /** @param head what was held back until commit */
  constructor(source: OutletSource, head: Buffer[]) {
    this.#source = source;
    this.#waiting = head;
  }

  write(chunk: Buffer): void {
    if (this.#sink !== null) {
      if (!this.#sink.write(chunk)) this.#awaitDrain(this.#sink);
      return;
    }
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > WAITING_LIMIT) this.#hold();
  }

  /** The stream is over; what came before is handed on all the same. */
  end(end: StreamEnd): void {
    this.#end ??= end;
    if (this.#sink !== null) this.#resolve?.(this.#end);
  }

  pump(sink: AnswerSink): Promise<StreamEnd> {
    this.#sink = sink;
    const waiting = this.#waiting;
    this.#waiting = [];
    let hasRoom = true;
    for (const chunk of waiting) hasRoom = sink.write(chunk);
    if (this.#end !== null) return Promise.resolve(this.#end);
    if (hasRoom) this.#release();
    else this.#awaitDrain(sink);
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  discard(): void {
    this.#waiting = [];
    this.#source.giveUp();
  }

  /** A sink tells once that it has room again, so it is asked each time that it is full. */
  #awaitDrain(sink: AnswerSink): void {
    if (this.#awaitsDrain) return;
    this.#awaitsDrain = true;
    this.#hold();
    sink.onDrain(() => {
      this.#awaitsDrain = false;
      this.#release();
    });
  }

  #hold(): void {
    if (this.#held || this.#end !== null) return;
    this.#held = true;
    this.#source.hold();
  }

  #release(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#end === null) this.#source.release();
  }
}
