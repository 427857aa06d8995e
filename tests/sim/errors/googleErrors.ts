import type { Json } from '../json.ts';
import type { ErrorName } from './errorName.ts';
import { badGatewayPage } from './htmlPages.ts';
import type { ErrorContext, ProviderError } from './providerError.ts';

interface Row {
  status: number;
  rpcStatus: string;
  text: string | ((context: ErrorContext) => string);
  details?: Json[];
}

const RPC = 'type.googleapis.com/google.rpc';
const DOCS = 'https://ai.google.dev/gemini-api/docs/rate-limits';
const QUOTA =
  'You exceeded your current quota, please check your plan and billing details. For more information on this error, ' +
  `head over to: ${DOCS}.`;

/** Google says one thing for a rate and for a spent quota; only the violated quota's id tells them apart. */
function quota(period: 'PerMinute' | 'PerDay'): Row {
  const violation = {
    quotaMetric: 'generativelanguage.googleapis.com/generate_content_paid_tier_requests',
    quotaId: `GenerateRequests${period}PerProjectPerModel`,
    quotaValue: '1000',
  };
  const details: Json[] = [
    { '@type': `${RPC}.QuotaFailure`, violations: [violation] },
    { '@type': `${RPC}.Help`, links: [{ description: 'Learn more about Gemini API quotas', url: DOCS }] },
  ];
  return { status: 429, rpcStatus: 'RESOURCE_EXHAUSTED', text: QUOTA, details };
}

const ROWS: Record<Exclude<ErrorName, 'content_filter' | 'bad_gateway'>, Row> = {
  rate_limit: quota('PerMinute'),
  insufficient_quota: quota('PerDay'),
  credit_balance: quota('PerDay'),
  payment_required: {
    status: 402,
    rpcStatus: 'FAILED_PRECONDITION',
    text: 'Billing is not enabled for this project.',
  },
  server_error: {
    status: 500,
    rpcStatus: 'INTERNAL',
    text:
      'An internal error has occurred. Please retry or report in ' +
      'https://developers.generativeai.google/guide/troubleshooting',
  },
  unavailable: { status: 503, rpcStatus: 'UNAVAILABLE', text: 'The model is overloaded. Please try again later.' },
  overloaded: { status: 503, rpcStatus: 'UNAVAILABLE', text: 'The model is overloaded. Please try again later.' },
  gateway_timeout: {
    status: 504,
    rpcStatus: 'DEADLINE_EXCEEDED',
    text: 'Deadline expired before operation could complete.',
  },
  request_timeout: { status: 408, rpcStatus: 'DEADLINE_EXCEEDED', text: 'Request timed out.' },
  unauthorized: {
    status: 401,
    rpcStatus: 'UNAUTHENTICATED',
    text:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid ' +
      'authentication credential.',
  },
  // A wrong API key is a 400 at Google.
  invalid_key: {
    status: 400,
    rpcStatus: 'INVALID_ARGUMENT',
    text: 'API key not valid. Please pass a valid API key.',
    details: [{ '@type': `${RPC}.ErrorInfo`, reason: 'API_KEY_INVALID', domain: 'googleapis.com' }],
  },
  forbidden: {
    status: 403,
    rpcStatus: 'PERMISSION_DENIED',
    text:
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other " +
      'form of API consumer identity to call this API.',
  },
  model_not_found: {
    status: 404,
    rpcStatus: 'NOT_FOUND',
    text: ({ model }) =>
      `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels ` +
      'to see the list of available models and their supported methods.',
  },
  context_length: {
    status: 400,
    rpcStatus: 'INVALID_ARGUMENT',
    text: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
  },
  payload_too_large: {
    status: 413,
    rpcStatus: 'INVALID_ARGUMENT',
    text: 'Request payload size exceeds the limit: 20971520 bytes.',
  },
  bad_request: {
    status: 400,
    rpcStatus: 'INVALID_ARGUMENT',
    text: '* GenerateContentRequest.generation_config.temperature: must be between 0.0 and 2.0\n',
  },
};

/** Google's error object. */
export function googleErrorBody(code: number, message: string, status: string, details?: Json[]): Json {
  return { error: { code, message, status, ...(details ? { details } : {}) } };
}

/** A prompt that Gemini blocks: a success by its status, with feedback in place of candidates. */
function blockedPrompt({ model, serial }: ErrorContext): Json {
  return {
    promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
    usageMetadata: {
      promptTokenCount: 4,
      totalTokenCount: 4,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 4 }],
    },
    modelVersion: model,
    responseId: `sim${serial}`,
  };
}

/** An error in Gemini's words. */
export function googleError(name: ErrorName, context: ErrorContext): ProviderError {
  if (name === 'bad_gateway') return { status: 502, body: badGatewayPage(502) };
  if (name === 'content_filter') return { status: 200, body: blockedPrompt(context) };
  const row = ROWS[name];
  const said = typeof row.text === 'string' ? row.text : row.text(context);
  const { retryAfter } = context;
  const retryInfo = retryAfter === undefined ? [] : [{ '@type': `${RPC}.RetryInfo`, retryDelay: `${retryAfter}s` }];
  const details = [...(row.details ?? []), ...retryInfo];
  return {
    status: row.status,
    body: googleErrorBody(row.status, context.message ?? said, row.rpcStatus, details.length > 0 ? details : undefined),
    headers: { 'x-gemini-service-tier': 'standard' },
  };
}
