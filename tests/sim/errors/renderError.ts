import type { BadAsk } from '../ask.ts';
import type { Dialect } from '../call.ts';
import { anthropicError, anthropicErrorBody } from './anthropicErrors.ts';
import { azureError } from './azureErrors.ts';
import type { ErrorName } from './errorName.ts';
import { googleError, googleErrorBody } from './googleErrors.ts';
import { openaiError, openaiErrorBody } from './openaiErrors.ts';
import type { ErrorContext, ProviderError } from './providerError.ts';

type ErrorWriter = (name: ErrorName, context: ErrorContext) => ProviderError;

const WRITERS: Record<Dialect, ErrorWriter> = {
  openai: openaiError,
  azure: azureError,
  anthropic: anthropicError,
  google: googleError,
};

/** An error as the dialect's real provider sends it. */
export function renderError(dialect: Dialect, name: ErrorName, context: ErrorContext): ProviderError {
  return WRITERS[dialect](name, context);
}

/** The dialect's 400 for a request with a mistake in it. */
export function renderBadAsk(dialect: Dialect, bad: BadAsk, serial: number): ProviderError {
  if (dialect === 'anthropic') {
    return { status: 400, body: anthropicErrorBody('invalid_request_error', bad.message, serial) };
  }
  if (dialect === 'google') return { status: 400, body: googleErrorBody(400, bad.message, 'INVALID_ARGUMENT') };
  return { status: 400, body: openaiErrorBody(bad.message, 'invalid_request_error', bad.param, null) };
}

const BY_STATUS: Record<number, ErrorName> = {
  400: 'bad_request',
  401: 'unauthorized',
  402: 'payment_required',
  403: 'forbidden',
  404: 'model_not_found',
  408: 'request_timeout',
  413: 'payload_too_large',
  429: 'rate_limit',
  500: 'server_error',
  502: 'bad_gateway',
  503: 'unavailable',
  504: 'gateway_timeout',
  529: 'overloaded',
};

/** The error that a status most likely stands for. */
export function errorNameFor(status: number): ErrorName {
  return BY_STATUS[status] ?? (status >= 500 ? 'server_error' : 'bad_request');
}
