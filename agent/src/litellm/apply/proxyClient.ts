import { listOf, recordOf, textOf, type PlainRecord } from '../file/plain.ts';

const ASK_MS = 5_000;

/** What the running proxy says of itself. */
export interface ProxyView {
  /** Its router's settings, from its memory and not from the file. */
  readonly settings: PlainRecord;
  /** The names that it answers to. */
  readonly models: readonly string[];
  readonly version: string | null;
}

/** An answer of the proxy. */
export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Calls the running LiteLLM. Its key goes into one header and nowhere else. */
export class ProxyClient {
  readonly url: string;
  readonly #key: () => string | null;

  /** @param key the master key, read anew for each call; null = none is known */
  constructor(url: string, key: () => string | null) {
    this.url = url.replace(/\/+$/, '');
    this.#key = key;
  }

  /** Whether it is ready; else why not. Never rejects. */
  async readiness(): Promise<{ readonly ready: boolean; readonly problem: string | null }> {
    try {
      const { status } = await this.#send('/health/readiness', { method: 'GET' }, ASK_MS);
      const problem = status === 200 ? null : `it answers ${status}`;
      return { ready: status === 200, problem };
    } catch (error) {
      return { ready: false, problem: reasonOf(error) };
    }
  }

  /** Its settings in force, or why it does not tell them. Never rejects. */
  async view(): Promise<ProxyView | { readonly problem: string }> {
    try {
      const [settings, models, details] = await Promise.all([
        this.#get('/get/config/callbacks'),
        this.#get('/v1/models'),
        this.#get('/health/readiness/details'),
      ]);
      const refused = [settings, models].find(({ status }) => status !== 200);
      if (refused !== undefined) return { problem: `it does not tell its settings (${refused.status})` };
      const ids = listOf(recordOf(models.body)['data']).map((model) => textOf(recordOf(model)['id']) ?? '');
      const version = textOf(recordOf(details.body)['litellm_version']) ?? null;
      return { settings: recordOf(recordOf(settings.body)['router_settings']), models: ids, version };
    } catch (error) {
      return { problem: reasonOf(error) };
    }
  }

  /** Posts a request as an application would. */
  post(path: string, body: unknown, timeoutMs: number): Promise<ProxyAnswer> {
    return this.#send(path, { method: 'POST', body: JSON.stringify(body) }, timeoutMs);
  }

  #get(path: string): Promise<ProxyAnswer> {
    return this.#send(path, { method: 'GET' }, ASK_MS);
  }

  async #send(path: string, init: { method: string; body?: string }, timeoutMs: number): Promise<ProxyAnswer> {
    const key = this.#key();
    const response = await fetch(this.url + path, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: 'application/json',
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
    });
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // an error page of something in between: the status says enough
  }
}

/** Why nobody answered, without addresses of the inside. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'it does not answer in time';
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  return `it cannot be reached (${code})`;
}
