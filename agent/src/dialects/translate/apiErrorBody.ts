import type { Trigger } from '@understudy/contract';
import type { ApiKind } from '../../engine/index.ts';

/** An error of a provider, out of its dialect's shape. */
export interface TranslatableError {
  readonly status: number;
  readonly trigger: Trigger | 'client_error';
  /** The provider's own words, secrets scrubbed. */
  readonly message: string;
}

/** Anthropic's error types by status; others are `api_error`. */
const ANTHROPIC_TYPE: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  422: 'invalid_request_error',
  429: 'rate_limit_error',
  503: 'overloaded_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** OpenAI's codes by trigger: clients look at them, for they say more than the status. */
const OPENAI_CODE: Partial<Readonly<Record<Trigger, string>>> = {
  rate_limit: 'rate_limit_exceeded',
  quota: 'insufficient_quota',
  context_window: 'context_length_exceeded',
  content_policy: 'content_filter',
  auth: 'invalid_api_key',
  model_not_found: 'model_not_found',
};

/** The error as a JSON body in the shape of the API that the client called. */
export function apiErrorBody(api: ApiKind, error: TranslatableError): Buffer {
  const body = api === 'messages' ? anthropicShape(error) : openaiShape(error);
  return Buffer.from(JSON.stringify(body));
}

function anthropicShape({ status, message }: TranslatableError): Record<string, unknown> {
  return { type: 'error', error: { type: ANTHROPIC_TYPE[status] ?? 'api_error', message } };
}

function openaiShape({ status, trigger, message }: TranslatableError): Record<string, unknown> {
  const code = trigger === 'client_error' ? null : (OPENAI_CODE[trigger] ?? null);
  return { error: { message, type: openaiType(status, trigger), param: null, code } };
}

function openaiType(status: number, trigger: TranslatableError['trigger']): string {
  if (trigger === 'quota') return 'insufficient_quota';
  if (status === 429) return 'rate_limit_error';
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
