import type { Json } from '../json.ts';
import type { ErrorName } from './errorName.ts';
import { badGatewayPage } from './htmlPages.ts';
import type { ErrorContext, ProviderError } from './providerError.ts';

interface Row {
  status: number;
  type: string;
  code: string | null;
  param?: string;
  text: (context: ErrorContext) => string;
  headers?: Record<string, string>;
}

const LIMIT_HEADERS = {
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-remaining-requests': '0',
  'x-ratelimit-reset-requests': '120ms',
  'x-ratelimit-limit-tokens': '30000',
  'x-ratelimit-remaining-tokens': '29000',
  'x-ratelimit-reset-tokens': '2s',
};

const QUOTA =
  'You exceeded your current quota, please check your plan and billing details. For more information on this error, ' +
  'read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.';
const WRONG_KEY =
  'Incorrect API key provided: sk-sim**********0000. You can find your API key at ' +
  'https://platform.openai.com/account/api-keys.';
const BUSY =
  'The server is currently overloaded with other requests. Sorry about that! You can retry your request, or contact ' +
  'us through our help center at help.openai.com if the error persists.';

function contextText({ endpoint }: ErrorContext): string {
  if (endpoint === 'responses') {
    return 'Your input exceeds the context window of this model. Please adjust your input and try again.';
  }
  return (
    "This model's maximum context length is 128000 tokens. However, your messages resulted in 210000 tokens. " +
    'Please reduce the length of the messages.'
  );
}

function rateText({ model }: ErrorContext): string {
  return (
    `Rate limit reached for ${model} in organization org-sim on requests per min (RPM): Limit 500, Used 500, ` +
    'Requested 1. Please try again in 120ms. Visit https://platform.openai.com/account/rate-limits to learn more.'
  );
}

const unauthorized: Row = {
  status: 401,
  type: 'invalid_request_error',
  code: 'invalid_api_key',
  text: () => WRONG_KEY,
};
const quota: Row = { status: 429, type: 'insufficient_quota', code: 'insufficient_quota', text: () => QUOTA };

const ROWS: Record<ErrorName, Row> = {
  rate_limit: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    text: rateText,
    headers: LIMIT_HEADERS,
  },
  insufficient_quota: quota,
  credit_balance: quota,
  // OpenAI has no 402; this is what DeepSeek, which speaks the same dialect, sends.
  payment_required: {
    status: 402,
    type: 'unknown_error',
    code: 'invalid_request_error',
    text: () => 'Insufficient Balance',
  },
  server_error: {
    status: 500,
    type: 'server_error',
    code: null,
    text: () => 'The server had an error while processing your request. Sorry about that!',
  },
  bad_gateway: { status: 502, type: 'server_error', code: null, text: () => 'Bad gateway.' },
  unavailable: { status: 503, type: 'service_unavailable_error', code: 'service_unavailable', text: () => BUSY },
  overloaded: { status: 529, type: 'server_error', code: 'overloaded', text: () => BUSY },
  gateway_timeout: { status: 504, type: 'server_error', code: null, text: () => 'Gateway timeout.' },
  request_timeout: { status: 408, type: 'invalid_request_error', code: null, text: () => 'Request timed out.' },
  unauthorized,
  invalid_key: unauthorized,
  forbidden: {
    status: 403,
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
    text: () => 'Country, region, or territory not supported',
  },
  model_not_found: {
    status: 404,
    type: 'invalid_request_error',
    code: 'model_not_found',
    text: ({ model }) => `The model \`${model}\` does not exist or you do not have access to it.`,
  },
  context_length: {
    status: 400,
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
    param: 'messages',
    text: contextText,
  },
  payload_too_large: {
    status: 413,
    type: 'server_error',
    code: null,
    text: () => '413: Maximum content size limit (26214400) exceeded (26425680 bytes read)',
  },
  content_filter: {
    status: 400,
    type: 'invalid_request_error',
    code: 'content_policy_violation',
    text: () =>
      'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed ' +
      'by our safety system.',
  },
  bad_request: {
    status: 400,
    type: 'invalid_request_error',
    code: 'decimal_above_max_value',
    param: 'temperature',
    text: () => "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
  },
};

/** OpenAI's error object. */
export function openaiErrorBody(message: string, type: string, param: string | null, code: string | null): Json {
  return { error: { message, type, param, code } };
}

/** An error in OpenAI's words. */
export function openaiError(name: ErrorName, context: ErrorContext): ProviderError {
  if (name === 'bad_gateway') return { status: 502, body: badGatewayPage(502) };
  const row = ROWS[name];
  const message = context.message ?? row.text(context);
  return {
    status: row.status,
    body: openaiErrorBody(message, row.type, row.param ?? null, row.code),
    headers: { 'x-request-id': `req_sim${context.serial}`, ...row.headers },
  };
}
