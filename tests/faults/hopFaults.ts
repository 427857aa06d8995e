import type { HopReason } from '@understudy/contract';
import type { Behaviour } from '../sim/behaviour.ts';

/** A fault of the primary that the client must never see. */
export interface HopFault {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly trigger: HopReason;
  /** Where it makes sense; default: both. */
  readonly only?: 'stream' | 'whole';
  /** True where one of the agent's own timers ends it. */
  readonly silent?: boolean;
}

/** Faults that every pair of API and dialect is tried with. */
export const ESSENTIAL_FAULTS: readonly HopFault[] = [
  { name: '429', behaviour: { kind: 'error', error: 'rate_limit' }, trigger: 'rate_limit' },
  { name: '500', behaviour: { kind: 'error', error: 'server_error' }, trigger: 'server_error' },
  { name: '503', behaviour: { kind: 'status', status: 503 }, trigger: 'timeout' },
  { name: 'a reset before the headers', behaviour: { kind: 'reset' }, trigger: 'connection' },
  { name: 'silence', behaviour: { kind: 'hang' }, trigger: 'timeout', silent: true },
  { name: 'a stream cut before content', behaviour: { kind: 'cut', afterChunks: 0 }, trigger: 'connection' },
  { name: 'a bad chunk first', behaviour: { kind: 'bad_chunk' }, trigger: 'invalid_response' },
  { name: 'an empty answer', behaviour: { kind: 'empty_completion' }, trigger: 'empty_response' },
  { name: 'malformed JSON', behaviour: { kind: 'malformed_json' }, trigger: 'invalid_response' },
  { name: 'a web page', behaviour: { kind: 'html' }, trigger: 'invalid_response' },
  {
    name: 'a JSON error with status 200',
    behaviour: {
      kind: 'status',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"error":{"message":"busy","code":"rate_limit_exceeded"}}',
    },
    trigger: 'rate_limit',
  },
  { name: 'a wrong key', behaviour: { kind: 'error', error: 'invalid_key' }, trigger: 'auth' },
  { name: 'a missing model', behaviour: { kind: 'error', error: 'model_not_found' }, trigger: 'model_not_found' },
  { name: 'a full context', behaviour: { kind: 'error', error: 'context_length' }, trigger: 'context_window' },
  {
    name: 'role-only chunks and keep-alives, then an error event',
    behaviour: { kind: 'stream_error', error: 'rate_limit', role: true, comments: 3 },
    trigger: 'rate_limit',
    only: 'stream',
  },
];

/** The rest, in OpenAI's dialect. */
export const FURTHER_FAULTS: readonly HopFault[] = [
  {
    name: '429 with a date',
    behaviour: { kind: 'error', error: 'rate_limit', retryAfterDateMs: 9e6 },
    trigger: 'rate_limit',
  },
  { name: '502 with a web page', behaviour: { kind: 'error', error: 'bad_gateway' }, trigger: 'server_error' },
  { name: '529', behaviour: { kind: 'error', error: 'overloaded' }, trigger: 'server_error' },
  { name: '504', behaviour: { kind: 'error', error: 'gateway_timeout' }, trigger: 'timeout' },
  { name: '408', behaviour: { kind: 'error', error: 'request_timeout' }, trigger: 'timeout' },
  { name: 'an orderly close before the headers', behaviour: { kind: 'reset', how: 'fin' }, trigger: 'connection' },
  {
    name: 'silence after the headers',
    behaviour: { kind: 'hang', after: 'headers' },
    trigger: 'timeout',
    silent: true,
  },
  { name: 'a slow first token', behaviour: { kind: 'ok', firstTokenMs: 60_000 }, trigger: 'timeout', silent: true },
  { name: 'keep-alives for ever', behaviour: { kind: 'comments_only' }, trigger: 'timeout', silent: true },
  { name: 'half a body, then silence', behaviour: { kind: 'stall' }, trigger: 'timeout', silent: true, only: 'whole' },
  { name: 'a body cut in the middle', behaviour: { kind: 'cut' }, trigger: 'connection', only: 'whole' },
  { name: 'half a body, closed in order', behaviour: { kind: 'end' }, trigger: 'invalid_response', only: 'whole' },
  {
    name: 'a stream ended before content',
    behaviour: { kind: 'end', afterChunks: 0 },
    trigger: 'connection',
    only: 'stream',
  },
  {
    name: 'a bad chunk after the role',
    behaviour: { kind: 'bad_chunk', role: true },
    trigger: 'invalid_response',
    only: 'stream',
  },
  { name: 'an error event first of all', behaviour: { kind: 'stream_error' }, trigger: 'server_error', only: 'stream' },
  { name: 'a truncated body', behaviour: { kind: 'truncated_body' }, trigger: 'connection' },
  { name: 'an empty body', behaviour: { kind: 'empty_body' }, trigger: 'empty_response' },
  {
    name: 'a broken gzip body',
    behaviour: { kind: 'ok', headers: { 'content-encoding': 'gzip' } },
    trigger: 'invalid_response',
  },
  {
    name: 'a redirect',
    behaviour: { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' }, body: '' },
    trigger: 'invalid_response',
  },
  { name: '401', behaviour: { kind: 'error', error: 'unauthorized' }, trigger: 'auth' },
  { name: '403', behaviour: { kind: 'error', error: 'forbidden' }, trigger: 'auth' },
  { name: '402', behaviour: { kind: 'error', error: 'payment_required' }, trigger: 'quota' },
  { name: 'insufficient_quota', behaviour: { kind: 'error', error: 'insufficient_quota' }, trigger: 'quota' },
];
