import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { answerHeaders } from '../dialects/index.ts';
import {
  Exchange,
  networkFault,
  NetworkFaultError,
  type ExchangeListener,
  type ExchangeRequest,
  type NetworkFault,
} from '../upstream/index.ts';

const NO_BODY = new Set([204, 205, 304]);
/** What waits for its reader before the provider is held back, in bytes. */
const HIGH_WATER = 65_536;

/** Limits and hooks of one `fetch`. */
export interface FetchOptions {
  readonly maxBytes: number;
  connected(): void;
}

/** One exchange in the terms of `fetch`: a `Response` whose body is read at its reader's pace. */
export class FetchExchange implements ExchangeListener {
  readonly #exchange = new Exchange(this);
  readonly #options: FetchOptions;
  readonly #answered: Promise<Response>;
  #resolve: (response: Response) => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;
  #body: ReadableStreamDefaultController<Uint8Array> | null = null;
  #bytes = 0;

  constructor(options: FetchOptions) {
    this.#options = options;
    this.#answered = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get sent(): boolean {
    return this.#exchange.sent;
  }

  send(pool: Dispatcher, request: ExchangeRequest): Promise<Response> {
    this.#exchange.send(pool, request);
    return this.#answered;
  }

  /** Ends it: whoever waits for the answer or reads its body gets `reason`. Harmless after its end. */
  abort(reason: unknown): void {
    this.#exchange.abort();
    this.#fail(reason);
  }

  connected(): void {
    this.#options.connected();
  }

  head(status: number, headers: IncomingHttpHeaders): void {
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#body = controller),
        pull: () => this.#exchange.resume(),
        cancel: () => {
          this.#body = null;
          this.#exchange.abort();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER }),
    );
    this.#resolve(new Response(NO_BODY.has(status) ? null : body, { status, headers: answerHeaders(headers) }));
  }

  data(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#options.maxBytes) {
      this.abort(new NetworkFaultError(networkFault('too_large', true)));
      return;
    }
    this.#body?.enqueue(chunk);
    if ((this.#body?.desiredSize ?? 1) <= 0) this.#exchange.pause();
  }

  end(): void {
    this.#body?.close();
    this.#body = null;
  }

  fault(fault: NetworkFault): void {
    this.#fail(new NetworkFaultError(fault));
  }

  #fail(reason: unknown): void {
    this.#reject(reason);
    this.#body?.error(reason);
    this.#body = null;
  }
}
