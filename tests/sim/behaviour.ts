import type { ErrorName } from './errors/errorName.ts';

/** Usage that the sim should report in place of what it counts. */
export interface UsageOverride {
  prompt?: number;
  /** Includes `reasoning`, as OpenAI and Anthropic count. */
  completion?: number;
  /** Prompt tokens read from the provider's cache; part of `prompt`. */
  cached?: number;
  /** Part of `completion`. */
  reasoning?: number;
}

/** What an answer holds and how fast it comes; every behaviour that answers accepts these. */
export interface Shape {
  /** Wait before the status line and headers. */
  latencyMs?: number;
  /** Further wait between the headers and the first content of a stream, or the body of a plain answer. */
  firstTokenMs?: number;
  /** Wait before each further content chunk of a stream. */
  chunkDelayMs?: number;
  /** Cut the text into this many content chunks; default: one a word. */
  chunks?: number;
  /** Replace the text by one of exactly this many tokens, in as many chunks. */
  tokens?: number;
  text?: string;
  /** Reasoning text that goes before the answer. */
  reasoning?: string;
  /** Answer with this tool call, whatever the request offers. */
  toolCall?: { name: string; arguments: Record<string, unknown> };
  /** Decline in the dialect's way, with this text. */
  refusal?: string;
  /** End because the token limit was reached. */
  finish?: 'length';
  /** `false`: report none. */
  usage?: false | UsageOverride;
  /** Compress the body, whatever the client offered to accept. */
  encoding?: 'gzip' | 'br' | 'deflate';
  /** Send a plain answer chunked, without content-length. */
  chunked?: boolean;
  /** Further response headers. */
  headers?: Record<string, string>;
}

/** A well-formed answer. */
export interface OkBehaviour extends Shape {
  kind: 'ok';
}

/** A refusal of the request with the status and body that the dialect's real provider sends. */
export interface ErrorBehaviour {
  kind: 'error';
  error: ErrorName;
  latencyMs?: number;
  /** Seconds, or an HTTP date; sent as `retry-after`. */
  retryAfter?: number | string;
  /** Send `retry-after` as the HTTP date this many milliseconds from now. */
  retryAfterDateMs?: number;
  headers?: Record<string, string>;
  status?: number;
  message?: string;
  body?: string | Record<string, unknown>;
}

/** Any status with any body; without one, the dialect's words for that status. */
export interface StatusBehaviour {
  kind: 'status';
  status: number;
  latencyMs?: number;
  headers?: Record<string, string>;
  body?: string | Record<string, unknown>;
}

/** The connection breaks before any header: a TCP reset, or an orderly close (`fin`). */
export interface ResetBehaviour {
  kind: 'reset';
  how?: 'rst' | 'fin';
  latencyMs?: number;
}

/** Silence, for ever: without headers, or after them. */
export interface HangBehaviour {
  kind: 'hang';
  after?: 'request' | 'headers';
  latencyMs?: number;
}

/** The answer, whole, but a few bytes at a time. */
export interface TrickleBehaviour extends Shape {
  kind: 'trickle';
  /** Default 8. */
  bytes?: number;
  /** Default 20. */
  everyMs?: number;
}

/**
 * A stream that breaks after `afterChunks` content chunks (default 1): `cut` destroys the connection, `end` closes it
 * cleanly without a finish reason, `stall` goes silent. A plain answer breaks in the middle of its body likewise.
 */
export interface BreakBehaviour extends Shape {
  kind: 'cut' | 'end' | 'stall';
  afterChunks?: number;
}

/**
 * A chunk that does not parse goes before content chunk `afterChunks` (default 0: first of all, before a role-only
 * chunk too unless `role`). A plain answer has a body that does not parse.
 */
export interface BadChunkBehaviour extends Shape {
  kind: 'bad_chunk';
  afterChunks?: number;
  role?: boolean;
  raw?: string;
  /** Close after it; default: the stream goes on. */
  last?: boolean;
}

/** An error said inside a 200 stream; a plain answer gets it as an error status. */
export interface StreamErrorBehaviour extends Shape {
  kind: 'stream_error';
  /** Default `overloaded`. */
  error?: ErrorName;
  message?: string;
  /** Content chunks before it; default 0. */
  afterChunks?: number;
  /** With `afterChunks` 0: say the role-only (or message_start) events first. */
  role?: boolean;
  /** Keep-alive comments before it. */
  comments?: number;
  /** Responses API: say `response.failed` in place of an `error` event. */
  failed?: boolean;
}

/**
 * Faults without settings of their own:
 * - `no_done`: the stream ends after its finish reason, without the dialect's terminal event.
 * - `comments_only`: role-only events and keep-alive comments, then silence.
 * - `empty_body`: 200 and zero bytes.
 * - `empty_completion`: a well-formed answer that says nothing.
 * - `malformed_json`: a 200 whose body does not parse.
 * - `truncated_body`: content-length promises more than is sent before the connection closes.
 * - `html`: a 200 with a web page.
 * - `filtered`: the finish reason of a content filter and no content.
 * - `refusal`: the model declines, in words (or with Anthropic's stop reason).
 * - `reasoning_exhausted`: all tokens went into reasoning: finish reason length, no content.
 */
export interface PlainFault extends Shape {
  kind:
    | 'no_done'
    | 'comments_only'
    | 'empty_body'
    | 'empty_completion'
    | 'malformed_json'
    | 'truncated_body'
    | 'html'
    | 'filtered'
    | 'refusal'
    | 'reasoning_exhausted';
}

/** What the sim does with one call. */
export type Behaviour =
  | OkBehaviour
  | ErrorBehaviour
  | StatusBehaviour
  | ResetBehaviour
  | HangBehaviour
  | TrickleBehaviour
  | BreakBehaviour
  | BadChunkBehaviour
  | StreamErrorBehaviour
  | PlainFault;

/** A behaviour that starts to answer, and so has a {@link Shape}. */
export type AnsweringBehaviour = Exclude<Behaviour, ErrorBehaviour | StatusBehaviour | ResetBehaviour | HangBehaviour>;

/** Every kind of behaviour. A record, so that the compiler refuses a list with one missing. */
export const BEHAVIOUR_KINDS: Readonly<Record<Behaviour['kind'], true>> = {
  ok: true,
  error: true,
  status: true,
  reset: true,
  hang: true,
  trickle: true,
  cut: true,
  end: true,
  stall: true,
  bad_chunk: true,
  stream_error: true,
  no_done: true,
  comments_only: true,
  empty_body: true,
  empty_completion: true,
  malformed_json: true,
  truncated_body: true,
  html: true,
  filtered: true,
  refusal: true,
  reasoning_exhausted: true,
};
