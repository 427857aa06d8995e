import { Agent, request, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { sseEvents, type ReadEvent } from './sseEvents.ts';
import { until } from './until.ts';

/** A request as raw as a test needs it. */
export interface ExchangeOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes, or an object that is sent as JSON. */
  readonly body?: Buffer | string | object;
  /** Default: a connection of its own. */
  readonly agent?: Agent;
}

/** What a client saw when the exchange was over. */
export interface Transcript {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
  /** False where the connection broke before the body was whole. */
  readonly complete: boolean;
  /** The body as JSON. */
  json(): unknown;
  readonly events: readonly ReadEvent[];
}

/** Long streams to slow readers take their time. */
const END_LIMIT_MS = 60_000;

function bytesOf(body: ExchangeOptions['body']): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** An exchange under way: can be read piece by piece, read slowly, or left. */
export class Exchange {
  readonly #request: ClientRequest;
  readonly #chunks: Buffer[] = [];
  #response: IncomingMessage | null = null;
  #closed = false;
  #error: Error | null = null;

  constructor(url: string, options: ExchangeOptions = {}) {
    const { method = 'POST', headers = {}, agent } = options;
    const body = bytesOf(options.body);
    this.#request = request(url, {
      method,
      agent: agent ?? new Agent({ maxSockets: 1 }),
      headers: { 'content-type': 'application/json', ...headers, 'content-length': body.length },
    });
    this.#request.on('error', (error) => {
      this.#error = error;
      this.#closed = true;
    });
    this.#request.once('response', (response) => {
      this.#response = response;
      response.on('error', () => undefined);
      response.on('close', () => (this.#closed = true));
      response.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    });
    this.#request.end(body);
  }

  /** What has been read so far. */
  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  /** Waits for the head. */
  async head(): Promise<IncomingMessage> {
    return until('the head of an answer', () => {
      if (this.#response === null && this.#error !== null) throw this.#error;
      return this.#response;
    });
  }

  /** Waits until the text read so far holds `piece`. */
  async reads(piece: string): Promise<void> {
    await until(`an answer to hold "${piece}"`, () => this.text.includes(piece));
  }

  /** Stops reading: the kernel's buffers fill up. */
  async pause(): Promise<void> {
    (await this.head()).pause();
  }

  async resume(): Promise<void> {
    (await this.head()).resume();
  }

  /** The client goes away. */
  leave(): void {
    this.#request.destroy();
  }

  /** Reads to the end, however it ends. */
  async end(): Promise<Transcript> {
    const response = await this.head();
    await until('the end of an answer', () => this.#closed, END_LIMIT_MS);
    const body = Buffer.concat(this.#chunks);
    const text = body.toString('utf8');
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body,
      text,
      complete: response.complete,
      json: (): unknown => JSON.parse(text),
      events: sseEvents(text),
    };
  }
}

/** Makes a request and reads it to its end. */
export function exchange(url: string, options: ExchangeOptions = {}): Promise<Transcript> {
  return new Exchange(url, options).end();
}
