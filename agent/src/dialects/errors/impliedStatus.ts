import type { ErrorBody } from './errorBody.ts';

/** The HTTP status that an error's type or code stands for where it came inside a 200. */
const STATUS_BY_WORD: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  invalid_request: 400,
  invalid_argument: 400,
  invalid_prompt: 400,
  failed_precondition: 400,
  badrequesterror: 400,
  bad_request: 400,
  content_filter: 400,
  content_policy_violation: 400,
  context_length_exceeded: 400,
  authentication_error: 401,
  invalid_api_key: 401,
  unauthenticated: 401,
  billing_error: 402,
  permission_error: 403,
  permission_denied: 403,
  not_found_error: 404,
  not_found: 404,
  model_not_found: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  rate_limit_exceeded_error: 429,
  too_many_requests: 429,
  resource_exhausted: 429,
  insufficient_quota: 429,
  tokens: 429,
  requests: 429,
  service_unavailable: 503,
  service_unavailable_error: 503,
  unavailable: 503,
  timeout_error: 504,
  deadline_exceeded: 504,
  timeout: 504,
  overloaded_error: 529,
  overloaded: 529,
};

/** 500 where neither code nor type is known: something failed, and the client did not cause it as far as one can tell. */
export function impliedStatus({ code, type }: ErrorBody): number {
  return STATUS_BY_WORD[code] ?? STATUS_BY_WORD[type] ?? 500;
}
