/** A client of the control API that writes, over connections that it shares with the others of its process. */
export class WriteClient {
  readonly #api: string;

  /** @param controlUrl of the agent, without `/api/v1` */
  constructor(controlUrl: string) {
    this.#api = `${controlUrl}/api/v1`;
  }

  async get(path: string): Promise<ApiAnswer> {
    return answerOf(await fetch(`${this.#api}${path}`));
  }

  /** @param ifMatch ETag that the write replaces; empty = none is sent */
  async put(path: string, body: unknown, { ifMatch = '', reason = '' } = {}): Promise<ApiAnswer> {
    const headers = {
      'content-type': 'application/json',
      ...(ifMatch === '' ? {} : { 'if-match': ifMatch }),
      ...(reason === '' ? {} : { 'x-understudy-reason': encodeURIComponent(reason) }),
    };
    return answerOf(await fetch(`${this.#api}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) }));
  }
}

/** An answer of the control API. */
export interface ApiAnswer {
  readonly status: number;
  readonly etag: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of any shape, on which tests assert
  readonly body: any;
}

async function answerOf(response: Response): Promise<ApiAnswer> {
  return { status: response.status, etag: response.headers.get('etag') ?? '', body: await response.json() };
}
