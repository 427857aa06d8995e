import { KEY_HEADERS } from './outbound/languageModel.ts';

/** A provider's answer that was no success, as it came. */
export interface FailedReply {
  readonly status: number;
  readonly headers: Headers;
  /** Cut at `MAX_ERROR_BYTES`. */
  readonly body: string;
}

/** Error bodies are short; more than this is a page of something else. */
const MAX_ERROR_BYTES = 256 * 1024;

/** Statuses with which a Response takes no body. */
const NO_BODY = [204, 205, 304];

/** A body of one of these kinds is no stream, whatever its status: the library would read a web page as an empty one. */
const NO_STREAM = /json|html/i;

/** What the library sends with a request that is nothing of the proxy's own. */
const LIBRARY_HEADERS = ['user-agent'];

export interface RecorderSettings {
  readonly fetch: typeof globalThis.fetch;
  /** The account has no key: the library's stand-in for one is taken out. */
  readonly anonymous: boolean;
  /** Headers of the client that may go upstream, lower-case. */
  readonly added: Readonly<Record<string, string>>;
  /** A stream was asked for: an answer in JSON or HTML is none, whatever its status. */
  readonly stream: boolean;
}

/**
 * The `fetch` that the library gets: keeps a failing answer's status, headers and body as they came, since the library
 * throws texts of its own instead.
 */
export class ReplyRecorder {
  readonly #fetch: typeof globalThis.fetch;
  readonly #dropped: readonly string[];
  readonly #added: Readonly<Record<string, string>>;
  readonly #stream: boolean;
  #failed: FailedReply | null = null;
  #called = false;

  constructor({ fetch, anonymous, added, stream }: RecorderSettings) {
    this.#fetch = fetch;
    this.#dropped = anonymous ? [...LIBRARY_HEADERS, ...KEY_HEADERS] : LIBRARY_HEADERS;
    this.#added = added;
    this.#stream = stream;
  }

  /** The failing answer; null = there was none. */
  get failed(): FailedReply | null {
    return this.#failed;
  }

  /** Whether the library came so far as to make the call. */
  get called(): boolean {
    return this.#called;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    this.#called = true;
    const headers = new Headers(init?.headers);
    for (const name of this.#dropped) headers.delete(name);
    for (const [name, value] of Object.entries(this.#added)) if (!headers.has(name)) headers.set(name, value);
    const response = await this.#fetch(input, { ...init, headers });
    if (response.ok && !this.#isNoStream(response)) return response;
    const body = await readHead(response);
    const { status } = response;
    this.#failed = { status, headers: response.headers, body };
    return new Response(NO_BODY.includes(status) ? null : body, { status, headers: response.headers });
  };

  #isNoStream({ headers }: Response): boolean {
    return this.#stream && NO_STREAM.test(headers.get('content-type') ?? '');
  }
}

async function readHead(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    bytes += value.length;
    if (bytes > MAX_ERROR_BYTES) {
      await reader.cancel();
      break;
    }
  }
  return Buffer.concat(chunks).toString('utf8', 0, MAX_ERROR_BYTES);
}
