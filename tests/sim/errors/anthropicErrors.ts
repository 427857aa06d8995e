import { serialId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { ErrorName } from './errorName.ts';
import { badGatewayPage } from './htmlPages.ts';
import type { ErrorContext, ProviderError } from './providerError.ts';

type Row = [status: number, type: string, text: string | ((context: ErrorContext) => string)];

const LIMIT_HEADERS = {
  'anthropic-ratelimit-requests-limit': '50',
  'anthropic-ratelimit-requests-remaining': '0',
};

const ROWS: Record<ErrorName, Row> = {
  rate_limit: [
    429,
    'rate_limit_error',
    "This request would exceed your organization's rate limit of 50 requests per minute. Please reduce the prompt " +
      'length or the maximum tokens requested, or try again later.',
  ],
  insufficient_quota: [402, 'billing_error', "There's an issue with your billing or payment information."],
  payment_required: [402, 'billing_error', "There's an issue with your billing or payment information."],
  // Spent credit is a 400 at Anthropic, told apart from a caller's mistake by its text alone.
  credit_balance: [
    400,
    'invalid_request_error',
    'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase ' +
      'credits.',
  ],
  server_error: [500, 'api_error', 'Internal server error'],
  bad_gateway: [502, 'api_error', 'Bad gateway'],
  unavailable: [503, 'api_error', 'Service unavailable'],
  overloaded: [529, 'overloaded_error', 'Overloaded'],
  gateway_timeout: [504, 'timeout_error', 'Request timed out'],
  request_timeout: [408, 'timeout_error', 'Request timed out'],
  unauthorized: [401, 'authentication_error', 'invalid x-api-key'],
  invalid_key: [401, 'authentication_error', 'invalid x-api-key'],
  forbidden: [403, 'permission_error', 'Your API key does not have permission to use the specified resource.'],
  model_not_found: [404, 'not_found_error', ({ model }) => `model: ${model}`],
  context_length: [400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'],
  payload_too_large: [413, 'request_too_large', 'Request exceeds the maximum size'],
  content_filter: [400, 'invalid_request_error', 'Output blocked by content filtering policy'],
  bad_request: [400, 'invalid_request_error', 'temperature: range: 0..1'],
};

/** Anthropic's error object. */
export function anthropicErrorBody(type: string, message: string, serial: number): Json {
  return { type: 'error', error: { type, message }, request_id: `req_${serialId(serial, 24)}` };
}

/** An error in Anthropic's words. */
export function anthropicError(name: ErrorName, context: ErrorContext): ProviderError {
  if (name === 'bad_gateway') return { status: 502, body: badGatewayPage(502) };
  const [status, type, text] = ROWS[name];
  const said = typeof text === 'string' ? text : text(context);
  const body = anthropicErrorBody(type, context.message ?? said, context.serial);
  return {
    status,
    body,
    headers: {
      'request-id': `req_${serialId(context.serial, 24)}`,
      ...(name === 'rate_limit' ? LIMIT_HEADERS : {}),
    },
  };
}
