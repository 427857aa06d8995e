import type { DrillFailure, Trigger } from '@understudy/contract';
import type { CallFailure, ReplaySafety } from '../engine/index.ts';

/** What a forced call looks like to the engine: as the real failure would. */
interface FailureShape {
  readonly trigger: Trigger;
  readonly replay: ReplaySafety;
  readonly message: string;
  /** What the provider said; null = it said nothing that could be passed on. */
  readonly said: { readonly status: number; readonly type: string; readonly code: string } | null;
}

const SHAPES: Readonly<Record<DrillFailure, FailureShape>> = {
  rate_limit: {
    trigger: 'rate_limit',
    replay: 'refused',
    message: 'drill: the provider said 429, too many requests',
    said: { status: 429, type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  },
  quota: {
    trigger: 'quota',
    replay: 'refused',
    message: 'drill: the provider said 402, the account has no credit left',
    said: { status: 402, type: 'insufficient_quota', code: 'insufficient_quota' },
  },
  // Said by a gateway, because silence would be a drill of minutes, and is never retried.
  timeout: {
    trigger: 'timeout',
    replay: 'uncertain',
    message: 'drill: the provider said 504, its gateway timed out',
    said: { status: 504, type: 'server_error', code: 'timeout' },
  },
  server_error: {
    trigger: 'server_error',
    replay: 'refused',
    message: 'drill: the provider said 500, internal error',
    said: { status: 500, type: 'server_error', code: 'internal_error' },
  },
  connection: {
    trigger: 'connection',
    replay: 'not_sent',
    message: 'drill: the provider refused the connection',
    said: null,
  },
  invalid_response: {
    trigger: 'invalid_response',
    replay: 'uncertain',
    message: 'drill: the provider answered with something that does not parse',
    said: null,
  },
  empty_response: {
    trigger: 'empty_response',
    replay: 'uncertain',
    message: 'drill: the provider answered without content',
    said: null,
  },
  context_window: {
    trigger: 'context_window',
    replay: 'refused',
    message: 'drill: the provider said 400, the context window is exceeded',
    said: { status: 400, type: 'invalid_request_error', code: 'context_length_exceeded' },
  },
  auth: {
    trigger: 'auth',
    replay: 'refused',
    message: 'drill: the provider said 401, the credential is not valid',
    said: { status: 401, type: 'authentication_error', code: 'invalid_api_key' },
  },
  // Before its first content: that is where a chain can help (semantics.md, "One request" 5).
  cut_stream: {
    trigger: 'connection',
    replay: 'uncertain',
    message: 'drill: the stream was cut before its first content',
    said: null,
  },
};

/** The trigger that the engine sees where this failure is forced. */
export function triggerOf(failure: DrillFailure): Trigger {
  return SHAPES[failure].trigger;
}

/** What a call comes to that is forced to fail. */
export function forcedFailure(failure: DrillFailure): CallFailure {
  const { trigger, replay, message, said } = SHAPES[failure];
  const common = {
    kind: 'failure',
    trigger,
    replay,
    message,
    retryAfterMs: null,
    ownTimer: false,
    usage: null,
  } as const;
  if (said === null) return { ...common, said: null };
  const { status, type, code } = said;
  const body = Buffer.from(JSON.stringify({ error: { message, type, code, param: null } }));
  return { ...common, said: { status, contentType: 'application/json', body } };
}
