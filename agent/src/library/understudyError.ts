import type { HopReason, Trigger } from '@understudy/contract';
import type { ReadyResponse, Refused } from '../apiformat/index.ts';
import type { RunResult } from '../engine/index.ts';
import { attemptsOf, type Attempt } from './attempt.ts';

/** What an `UnderstudyError` says beside its message. */
export interface UnderstudyErrorDetails {
  /** HTTP status that a client of the agent would get. */
  readonly status: number;
  /** The error's code in the called API, for example `rate_limit_exceeded`, or one of ours, for example `upstream_timeout`. */
  readonly code: string;
  readonly requestId: string;
  readonly requestedModel: string | null;
  /** Class of the last failure; null where no step was called or the request itself was wrong. */
  readonly trigger: Trigger | null;
  /** What left the primary; null where only the primary was called. */
  readonly fallbackTrigger: HopReason | null;
  /** Every upstream call, the failed fallbacks included. */
  readonly attempts: readonly Attempt[];
  /** The error object in the shape of the called API; a text where it is none. */
  readonly body: unknown;
  /** Milliseconds to wait before another try; null = not said. */
  readonly retryAfterMs: number | null;
}

/** No answer: every step failed (then this is the last one's error), or the request could not be served. */
export class UnderstudyError extends Error implements UnderstudyErrorDetails {
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly requestedModel: string | null;
  readonly trigger: Trigger | null;
  readonly fallbackTrigger: HopReason | null;
  readonly attempts: readonly Attempt[];
  readonly body: unknown;
  readonly retryAfterMs: number | null;

  constructor(message: string, details: UnderstudyErrorDetails) {
    super(message);
    this.name = 'UnderstudyError';
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
    this.requestedModel = details.requestedModel;
    this.trigger = details.trigger;
    this.fallbackTrigger = details.fallbackTrigger;
    this.attempts = details.attempts;
    this.body = details.body;
    this.retryAfterMs = details.retryAfterMs;
  }
}

type Unanswered = Extract<RunResult, { kind: 'client_error' | 'failed' }> | Refused;

interface Said {
  readonly message?: string;
  readonly code?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Message and code of an error object of the OpenAI or Anthropic API. */
function saidIn(body: unknown): Said {
  const error: unknown = (body as { error?: unknown } | null)?.error;
  if (typeof error !== 'object' || error === null) return {};
  const { message, code, type } = error as Record<string, unknown>;
  const said = { message: text(message), code: text(code) ?? text(type) };
  return {
    ...(said.message === undefined ? {} : { message: said.message }),
    ...(said.code === undefined ? {} : { code: said.code }),
  };
}

function parsed(bytes: Buffer): unknown {
  const body = bytes.toString('utf8');
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}

function retryAfterMs({ headers }: ReadyResponse): number | null {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}

/** The error of a request that was not answered. `ready` is what a client of the agent would get. */
export function errorOf(result: Unanswered, ready: ReadyResponse, requestId: string): UnderstudyError {
  const body = parsed(ready.body);
  const said = saidIn(body);
  const meta = result.kind === 'refused' ? null : result.meta;
  const failure = result.kind === 'failed' && result.cause.kind === 'exhausted' ? result.cause.failure : null;
  const fallbackMessage = failure?.message ?? (result.kind === 'failed' ? result.cause.kind : result.error.message);
  return new UnderstudyError(said.message ?? fallbackMessage, {
    status: ready.status,
    code: said.code ?? failure?.trigger ?? result.kind,
    requestId,
    requestedModel: meta?.requestedModel ?? null,
    trigger: failure?.trigger ?? null,
    fallbackTrigger: meta?.trigger ?? null,
    attempts: attemptsOf(meta?.attempts ?? []),
    body,
    retryAfterMs: retryAfterMs(ready),
  });
}
