import type { ApiKind, CallFailure, FailureCause, RunMeta } from '../engine/index.ts';
import { errorBody, statusOf, summarise, type ApiError } from './errorBody.ts';

/** A response ready to be written. */
export interface ReadyResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** What the client hears when no step answered (semantics.md, "One request" 6). */
export function failureResponse(api: ApiKind, cause: FailureCause, meta: RunMeta): ReadyResponse {
  switch (cause.kind) {
    case 'exhausted':
      return exhausted(api, cause.failure, meta);
    case 'circuits_open': {
      const seconds = Math.max(1, Math.ceil(cause.retryAfterMs / 1000));
      return ours(
        api,
        meta,
        {
          code: 'circuits_open',
          message: `every model in the chain of ${meta.requestedModel} is cooling down after failures; retry in ${seconds} s`,
        },
        { 'retry-after': String(seconds) },
      );
    }
    case 'no_step':
      return ours(api, meta, {
        code: 'no_capable_step',
        message: `no model in the chain of ${meta.requestedModel} can serve this request: ${cause.details.join('; ')}`,
        param: 'model',
      });
    case 'deadline':
      return ours(api, meta, {
        code: 'upstream_timeout',
        message: 'the deadline of the whole request passed before a call could be made; raise x-understudy-timeout-ms',
      });
  }
}

function ours(
  api: ApiKind,
  meta: RunMeta,
  error: ApiError,
  extra: Readonly<Record<string, string>> = {},
): ReadyResponse {
  return {
    status: statusOf(error),
    headers: { 'content-type': JSON_TYPE, ...extra },
    body: Buffer.from(JSON.stringify(errorBody(api, error, meta.requestId, meta.attempts))),
  };
}

function exhausted(api: ApiKind, failure: CallFailure, meta: RunMeta): ReadyResponse {
  // SDKs retry 429 and 5xx by themselves; the whole chain was just walked, so walking it again is for the application to decide.
  const extra: Record<string, string> = { 'x-should-retry': 'false' };
  if (failure.retryAfterMs !== null) extra['retry-after'] = String(Math.max(1, Math.ceil(failure.retryAfterMs / 1000)));
  const replaced = replacement(failure, meta.requestedModel);
  if (replaced !== null) return ours(api, meta, replaced, extra);
  const said = failure.said;
  if (said === null) return ours(api, meta, { code: 'upstream_error', message: failure.message }, extra);
  const body = withAttempts(said.body, meta);
  if (body === null) {
    return ours(api, meta, { code: 'upstream_error', message: failure.message, status: said.status }, extra);
  }
  return { status: said.status, headers: { 'content-type': said.contentType || JSON_TYPE, ...extra }, body };
}

/** Our own error where the provider said nothing that the client may or can use. */
function replacement(failure: CallFailure, model: string): ApiError | null {
  const { trigger, said, message } = failure;
  switch (trigger) {
    case 'auth':
      return {
        code: 'upstream_auth',
        message: `a provider refused the agent's own credential while serving ${model}; tell the operator of the agent`,
      };
    case 'model_not_found':
      return {
        code: 'upstream_model_missing',
        message: `a provider does not know its model for ${model}; tell the operator of the agent`,
      };
    case 'timeout':
      return said === null ? { code: 'upstream_timeout', message } : null;
    case 'connection':
      return { code: 'upstream_unreachable', message };
    case 'invalid_response':
    case 'empty_response':
      return { code: 'upstream_invalid', message };
    case 'context_window':
      return said === null ? { code: 'context_length_exceeded', message, param: 'messages' } : null;
    case 'content_policy':
      return said === null ? { code: 'content_filter', message } : null;
    case 'rate_limit':
    case 'quota':
    case 'server_error':
    case 'circuit_open':
      return null;
  }
}

/** The provider's body with our attempt list in its error object; untouched where a filtered answer is not an error. */
function withAttempts(body: Buffer, meta: RunMeta): Buffer | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return null; // an HTML page or half a body is of no use to an API client: our own error takes its place
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const error: unknown = (parsed as { error?: unknown }).error;
  if (typeof error !== 'object' || error === null) return body;
  const extended = { ...parsed, error: { ...error, attempts: summarise(meta.attempts) } };
  return Buffer.from(JSON.stringify(extended));
}
