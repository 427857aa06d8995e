import { lastWords } from '../apiformat/index.ts';
import type { AnswerSink, ApiKind, Cancel, RunResult, StreamEnd } from '../engine/index.ts';

type Answered = Extract<RunResult, { kind: 'answer' }>;

/** Bytes that wait for a slow reader before the provider is not read any further. */
const WAITING_BYTES = 64 * 1024;

/** A streamed answer as a web stream, and how it ended. */
export interface StreamBody {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Resolves when the stream is over, whoever ended it. */
  readonly ended: Promise<StreamEnd>;
}

/** A copy on a buffer of its own: web streams may transfer a chunk's buffer, and a Buffer's may be shared with others. */
function ownBytes(chunk: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(chunk);
}

/**
 * Hands a streamed answer over as a web stream. A slow reader holds the provider back; one that cancels, or whose signal
 * aborts, cancels the upstream call. A stream that broke ends with an error event of its API, never as if it were whole.
 */
export function streamBody(result: Answered, api: ApiKind, cancel: Cancel, abortReason: () => unknown): StreamBody {
  const reader = new Reader(cancel);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(reader, {
    highWaterMark: WAITING_BYTES,
    size: (chunk) => chunk.byteLength,
  });
  const ended = result.pump(reader).then(
    (end) => {
      if (end.kind === 'cancelled') reader.fail(abortReason());
      else reader.finish(lastWords(api, end, result.meta));
      return end;
    },
    (bug: unknown) => {
      reader.fail(bug);
      throw bug;
    },
  );
  return { body, ended };
}

/** The source of the web stream, and the sink of the engine's. */
class Reader implements AnswerSink {
  readonly #cancel: Cancel;
  #controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | null = null;
  #open = true;
  #drained: (() => void) | null = null;

  constructor(cancel: Cancel) {
    this.#cancel = cancel;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    this.#controller = controller;
  }

  pull(): void {
    const drained = this.#drained;
    this.#drained = null;
    drained?.();
  }

  cancel(): void {
    this.#open = false;
    this.#cancel.cancel('client');
    this.pull();
  }

  write(chunk: Buffer): boolean {
    if (!this.#open || this.#controller === null) return true;
    this.#controller.enqueue(ownBytes(chunk));
    return (this.#controller.desiredSize ?? 0) > 0;
  }

  onDrain(listener: () => void): void {
    this.#drained = listener;
  }

  finish(lastChunk: Buffer | null): void {
    if (!this.#open) return;
    if (lastChunk !== null) this.write(lastChunk);
    this.#open = false;
    this.#controller?.close();
  }

  fail(reason: unknown): void {
    if (!this.#open) return;
    this.#open = false;
    this.#controller?.error(reason);
  }
}
