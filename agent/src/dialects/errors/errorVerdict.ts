import type { Trigger } from '@understudy/contract';
import type { ErrorBody } from './errorBody.ts';
import { saysContentPolicy, saysContext, saysKey, saysModel, saysQuota, saysRoute } from './errorPhrases.ts';
import { impliedStatus } from './impliedStatus.ts';

/** What an error answer means: a trigger, or the client's own mistake. */
export interface ErrorVerdict {
  readonly trigger: Trigger | 'client_error';
  /** The status that was said, or for an error inside a 200 the one that its body stands for. */
  readonly status: number;
  /** One sentence without the provider's prose, which may quote the prompt. */
  readonly message: string;
}

type Meaning = ErrorVerdict['trigger'];

const QUOTA_CODES = new Set([
  'insufficient_quota',
  'billing_error',
  'billing_not_active',
  'billing_hard_limit_reached',
]);
const CONTEXT_CODES = new Set([
  'context_length_exceeded',
  'context_window_exceeded',
  'exceed_context_size_error',
  'model_context_window_exceeded',
]);
const CONTENT_CODES = new Set([
  'content_filter',
  'content_policy_violation',
  'responsibleaipolicyviolation',
  'invalid_prompt',
  'moderation_blocked',
  'image_content_policy_violation',
]);
const MODEL_CODES = new Set([
  'model_not_found',
  'deploymentnotfound',
  'model_not_available',
  'model_decommissioned',
  'model_not_active',
  'invalid_model',
  'unknown_model',
]);
/** Words of a status or a code that name no thing that the client asked for. */
const GENERIC_404 = new Set(['', '404', 'not_found', 'notfound', 'not_found_error']);

const BY_STATUS: Readonly<Record<number, Trigger>> = {
  401: 'auth',
  402: 'quota',
  403: 'auth',
  408: 'timeout',
  429: 'rate_limit',
  503: 'timeout',
  504: 'timeout',
};

function has(codes: ReadonlySet<string>, { code, type }: ErrorBody): boolean {
  return codes.has(code) || codes.has(type);
}

function isQuota(error: ErrorBody): boolean {
  if (has(QUOTA_CODES, error) || saysQuotaOutside(error)) return true;
  // Google says "quota" for every limit; only a daily one does not pass by waiting.
  return error.details.some((detail) => JSON.stringify(detail).includes('PerDay'));
}

/** Google's RESOURCE_EXHAUSTED has OpenAI's sentence on an empty account for limits that pass within the minute. */
function saysQuotaOutside(error: ErrorBody): boolean {
  return error.type !== 'resource_exhausted' && saysQuota(error.text);
}

function isContentPolicy(error: ErrorBody): boolean {
  return has(CONTENT_CODES, error) || saysContentPolicy(error.text);
}

function isContext(error: ErrorBody): boolean {
  if (error.code === 'string_above_max_length') return false;
  return has(CONTEXT_CODES, error) || saysContext(error.text);
}

/** A 404 is about the model, or about the endpoint that this account does not have; else the client named a thing that is gone. */
function isModel404(error: ErrorBody): boolean {
  if (!error.isJson || has(MODEL_CODES, error)) return true;
  if (error.param !== '' && error.param !== 'model') return false;
  if (saysModel(error.text) || saysRoute(error.text)) return true;
  return error.text.trim() === '' && GENERIC_404.has(error.code) && GENERIC_404.has(error.type);
}

/** 400, 413, 422: what is not the client's own mistake. */
function ofBadRequest(status: number, error: ErrorBody): Meaning {
  if (isContext(error)) return 'context_window';
  // Groq's answer to a request above what a model takes in a minute: it never fits, however long one waits.
  if (status === 413 && error.code === 'rate_limit_exceeded') return 'context_window';
  if (isContentPolicy(error)) return 'content_policy';
  if (saysKey(error.text) || error.code === 'invalid_api_key') return 'auth';
  if (isQuota(error)) return 'quota';
  // The agent wrote the model's name, so an unknown one is never the client's mistake.
  return has(MODEL_CODES, error) ? 'model_not_found' : 'client_error';
}

function meaningOf(status: number, error: ErrorBody): Meaning {
  if (status === 400 || status === 413 || status === 422) return ofBadRequest(status, error);
  if (status === 404) return isModel404(error) ? 'model_not_found' : 'client_error';
  if (status === 403 && isContentPolicy(error)) return 'content_policy';
  if ((status === 429 || status === 403) && isQuota(error)) return 'quota';
  const known = BY_STATUS[status];
  if (known !== undefined) return known;
  return status >= 500 ? 'server_error' : 'client_error';
}

const PLAIN_WORD = /^[a-z0-9_.:-]{1,64}$/;

function messageOf(status: number, { code, type }: ErrorBody): string {
  const words = [...new Set([type, code])].filter((word) => PLAIN_WORD.test(word) && word !== String(status));
  return `the provider answered ${status}${words.length === 0 ? '' : ` (${words.join(', ')})`}`;
}

/**
 * Classifies a provider's error (semantics.md, "Triggers"). One rule for all dialects: their codes and phrases do not
 * contradict each other, and compatible servers mix them.
 * @param said the HTTP status of the answer; 200 for an error inside a stream or a body
 */
export function errorVerdict(said: number, error: ErrorBody): ErrorVerdict {
  const status = said >= 400 ? said : (error.status ?? impliedStatus(error));
  return { trigger: meaningOf(status, error), status, message: messageOf(status, error) };
}
