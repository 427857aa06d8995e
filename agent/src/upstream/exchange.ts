import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { BodyDecoder, encodingOf, type DecodedListener } from './bodyDecoder.ts';
import type { NetworkFault } from './networkFault.ts';
import { networkFault, toNetworkFault } from './toNetworkFault.ts';

/** Who is told what happens in an exchange. After `end`, `fault` or `Exchange.abort` nothing more is told. */
export interface ExchangeListener {
  /** A connection has taken the request: from now on it may have been executed. */
  connected(): void;
  head(status: number, headers: IncomingHttpHeaders): void;
  /** Bytes of the body, decoded. */
  data(chunk: Buffer): void;
  end(): void;
  fault(fault: NetworkFault): void;
}

/** What is sent. `headers` is flat: name, value, name, value. */
export interface ExchangeRequest {
  readonly method: 'POST' | 'GET';
  readonly path: string;
  readonly headers: string[];
  readonly body: Buffer | null;
}

const ABORTED = new Error('aborted');
const MIN_FINAL_STATUS = 200;

/**
 * One HTTP request and its answer on a pool: undici's lowest interface, without streams, promises or an `AbortSignal`.
 */
export class Exchange implements Dispatcher.DispatchHandler, DecodedListener {
  readonly #listener: ExchangeListener;
  #controller: Dispatcher.DispatchController | null = null;
  #decoder: BodyDecoder | null = null;
  #over = false;
  #paused = false;
  #decoderFull = false;
  #faulted: NetworkFault | null = null;

  constructor(listener: ExchangeListener) {
    this.#listener = listener;
  }

  /** False until a connection took the request. */
  get sent(): boolean {
    return this.#controller !== null;
  }

  send(pool: Dispatcher, { method, path, headers, body }: ExchangeRequest): void {
    pool.dispatch({ method, path, headers, body, headersTimeout: 0, bodyTimeout: 0 }, this);
  }

  /** Holds the provider back: what arrives stays in the socket. */
  pause(): void {
    this.#paused = true;
    this.#decoder?.pause();
    this.#controller?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#decoder?.resume();
    if (!this.#decoderFull) this.#controller?.resume();
  }

  /** Gives up, in any phase: the connection is closed if it has taken the request. Harmless after the end. */
  abort(): void {
    if (this.#over) return;
    this.#over = true;
    this.#decoder?.destroy();
    this.#controller?.abort(ABORTED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Thrown rather than `controller.abort`: that would close a connection on which nothing has been written.
    if (this.#over) throw ABORTED;
    this.#controller = controller;
    this.#listener.connected();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (this.#over || status < MIN_FINAL_STATUS) return;
    const encoding = encodingOf(headers['content-encoding']);
    if (encoding !== null) this.#decoder = new BodyDecoder(encoding, this);
    this.#listener.head(status, headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    if (this.#decoder === null) {
      this.#listener.data(chunk);
    } else if (!this.#decoder.write(chunk)) {
      this.#decoderFull = true;
      controller.pause();
    }
  }

  onResponseEnd(): void {
    if (this.#over) return;
    if (this.#decoder === null) this.#finish();
    else this.#decoder.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#over) return;
    this.#faulted = toNetworkFault(error, this.sent);
    // What the decoder still holds came before the fault.
    if (this.#decoder === null) this.#finish();
    else this.#decoder.end();
  }

  decoded(chunk: Buffer): void {
    if (!this.#over) this.#listener.data(chunk);
  }

  decodedEnd(): void {
    this.#finish();
  }

  decodeFailed(): void {
    if (this.#over) return;
    this.abort();
    this.#listener.fault(this.#faulted ?? networkFault('decode', true));
  }

  decoderDrained(): void {
    this.#decoderFull = false;
    if (!this.#paused) this.#controller?.resume();
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#faulted === null) this.#listener.end();
    else this.#listener.fault(this.#faulted);
  }
}
