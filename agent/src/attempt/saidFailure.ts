import type { IncomingHttpHeaders } from 'node:http';
import {
  answerHeaders,
  asObject,
  errorBodyOf,
  errorVerdict,
  readErrorBody,
  retryAfterMs,
  scrubBody,
  type ErrorBody,
  type ProviderAccount,
} from '../dialects/index.ts';
import type { ApiKind, CallFailure, ClientError, JsonObject, JsonValue, ReplaySafety } from '../engine/index.ts';
import type { SaidAnswer } from './saidAnswer.ts';

/** A gateway that speaks for a silent server does not know whether the call was executed. */
const GATEWAY_STATUSES = new Set([408, 502, 504, 520, 521, 522, 523, 524]);

function contentTypeOf(headers: IncomingHttpHeaders): string {
  return headers['content-type'] ?? 'text/plain';
}

function outcomeOf(
  said: SaidAnswer,
  error: ErrorBody,
  account: ProviderAccount,
  wallMs: number,
): CallFailure | ClientError {
  const { trigger, status, message } = errorVerdict(said.status, error);
  const body = scrubBody(said.body, account);
  if (trigger === 'client_error') {
    return { kind: 'client_error', status, headers: answerHeaders(said.headers), body, message };
  }
  const replay: ReplaySafety = GATEWAY_STATUSES.has(status) ? 'uncertain' : 'refused';
  return {
    kind: 'failure',
    trigger,
    said: { status, contentType: contentTypeOf(said.headers), body },
    retryAfterMs: retryAfterMs(said.headers, wallMs, error),
    ownTimer: false,
    replay,
    message,
    usage: null,
  };
}

/** Classifies an answer with an error status. */
export function saidFailure(said: SaidAnswer, account: ProviderAccount, wallMs: number): CallFailure | ClientError {
  return outcomeOf(said, readErrorBody(said.body), account, wallMs);
}

/** The error as the API words it, whatever event or body it came in. */
function worded(api: ApiKind, json: JsonObject): JsonObject {
  const { type: _type, sequence_number: _number, ...bare } = json;
  const error: JsonValue = typeof json.error === 'string' ? { message: json.error } : (asObject(json.error) ?? bare);
  return api === 'messages' ? { type: 'error', error } : { error };
}

/** Classifies an error that came with status 200, in a body or a stream: it gets the status that its words stand for. */
export function inBandFailure(
  json: JsonObject,
  headers: IncomingHttpHeaders,
  { api, account, wallMs }: { api: ApiKind; account: ProviderAccount; wallMs: number },
): CallFailure | ClientError {
  const body = Buffer.from(JSON.stringify(worded(api, json)));
  const jsonHeaders = { ...headers, 'content-type': 'application/json' };
  return outcomeOf({ status: 200, headers: jsonHeaders, body }, errorBodyOf(json), account, wallMs);
}
