import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKind } from '../engine/index.ts';

/** How one call is made. */
export interface CallOptions<Api extends ApiKind = ApiKind> {
  /** The API whose request and answer this is; default `chat`. */
  readonly api?: Api;
  /** Aborting it cancels the upstream call; no further model is called. */
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole call, all models and waits included; can only lower the policy's. */
  readonly timeoutMs?: number;
  /** `off` for the model alone, or these models in place of the chain's. */
  readonly fallbacks?: 'off' | readonly string[];
  /** Whose call it is, for attribution and budgets; default `anonymous`. */
  readonly client?: string;
  /** Words for the log and events. */
  readonly tags?: readonly string[];
  /** W3C trace context, passed upstream. */
  readonly traceparent?: string;
  readonly tracestate?: string;
}

/** The same as headers of the data plane, so that both ways are read and checked alike. */
export function headersOf(options: CallOptions): IncomingHttpHeaders {
  const { timeoutMs, fallbacks, client, tags, traceparent, tracestate } = options;
  // An empty list is a chain without fallbacks; an empty header would be no header at all.
  const listed = typeof fallbacks === 'string' ? fallbacks : (fallbacks?.join(',') ?? null);
  return {
    ...(timeoutMs === undefined ? {} : { 'x-understudy-timeout-ms': String(timeoutMs) }),
    ...(listed === null ? {} : { 'x-understudy-fallbacks': listed === '' ? 'off' : listed }),
    ...(client === undefined ? {} : { 'x-understudy-client': client }),
    ...(tags === undefined ? {} : { 'x-understudy-tags': tags.join(',') }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(tracestate === undefined ? {} : { tracestate }),
  };
}
