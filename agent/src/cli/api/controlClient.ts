import { problemSchema, type Endpoint, type EndpointResult, type Problem } from '@understudy/contract';
import type { ZodObject, ZodType } from 'zod';
import { ApiFailure } from './apiFailure.ts';

/** What a call carries beside its endpoint. */
export interface CallInput {
  /** The `{id}` of the path. */
  readonly id?: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly reason?: string | undefined;
  readonly signal?: AbortSignal;
}

export interface ClientOptions {
  /** Of the control plane, without `/api/v1`. */
  readonly url: string;
  readonly token: string | undefined;
  /** Default: the process's own. */
  readonly fetch?: typeof fetch;
}

/** A client of the control API, typed by the contract's endpoints. */
export class ControlClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Calls an endpoint and parses its answer.
   * @throws ApiFailure for every status of 400 and above, and where nobody answers
   */
  async call<Result extends ZodType>(
    endpoint: Endpoint<ZodObject, ZodType, Result>,
    input: CallInput = {},
  ): Promise<{ body: EndpointResult<Endpoint<ZodObject, ZodType, Result>>; etag: string | null }> {
    const response = await this.send(endpoint, input, 'application/json');
    const text = await response.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    return { body: endpoint.success.body?.parse(body) as never, etag: response.headers.get('etag') };
  }

  /** Calls an endpoint and hands the successful response back unread. */
  async send(endpoint: Endpoint, input: CallInput, accept: string): Promise<Response> {
    const url = this.#url(endpoint, input);
    const send = this.#options.fetch ?? fetch;
    let response: Response;
    try {
      response = await send(url, {
        method: endpoint.method.toUpperCase(),
        headers: this.#headers(input, accept),
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        ...(input.signal === undefined ? {} : { signal: input.signal }),
      });
    } catch (error) {
      if (input.signal?.aborted === true) throw error;
      throw new ApiFailure(0, `no agent answers at ${this.#options.url} (${causeOf(error)})`);
    }
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  #url(endpoint: Endpoint, { id, query }: CallInput): URL {
    const path = endpoint.path.replace(/\{\w+\}/, () => (id ?? '').split('/').map(encodeURIComponent).join('/'));
    const url = new URL(`${this.#options.url.replace(/\/+$/, '')}/api/v1${path}`);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }

  #headers({ body, ifMatch, reason }: CallInput, accept: string): Record<string, string> {
    const { token } = this.#options;
    return {
      accept,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(reason === undefined ? {} : { 'x-understudy-reason': encodeURIComponent(reason) }),
    };
  }
}

/** Undici hides the reason in `cause`. */
function causeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.message : String(error);
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const text = await response.text();
  const problem = parseProblem(text);
  return new ApiFailure(response.status, problem?.detail ?? `the agent answered ${response.status}`, problem);
}

function parseProblem(text: string): Problem | null {
  try {
    const parsed = problemSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // not the control API's own words: a proxy between answered
  }
}
