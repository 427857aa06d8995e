/** What counts as the expected end of a request: an answer, an error status, or a refused connection. */
export type Expected = 'answer' | 500 | 429 | 'refused';

/** One kind of request that users send. */
export interface RequestKind {
  readonly port: number;
  readonly path: string;
  readonly body: string;
  readonly expect: Expected;
}

/** A closed loop: each user sends its next request when the one before has ended, over connections that are kept. */
export interface LoadOrder {
  /** Sent in turn. */
  readonly kinds: readonly RequestKind[];
  readonly users: number;
  /** Requests in all, or how long to go on; one of the two. */
  readonly requests?: number;
  readonly durationMs?: number;
  /** Pause of a user between two requests, drawn from this range. */
  readonly thinkMs?: { readonly min: number; readonly max: number };
}

/** Every request's times in milliseconds, and what went wrong. */
export interface LoadResult {
  /** To the last byte of the answer. */
  readonly latencies: Float64Array;
  /** To the first content of a stream. */
  readonly firstTokens: Float64Array;
  /** Requests by what they met instead of the expected end. */
  readonly failures: Readonly<Record<string, number>>;
  /** Answers that a fallback gave, by the agent's own header. */
  readonly fallbacks: number;
  readonly seconds: number;
}

/** Requests that did not end as expected. */
export function failureCount(result: LoadResult): number {
  return Object.values(result.failures).reduce((sum, count) => sum + count, 0);
}
