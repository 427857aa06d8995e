import { SpanStatusCode, type Attributes, type SpanStatus } from '@opentelemetry/api';
import type { AttemptRecord, HopRecord, RequestRecord } from '../../engine/index.ts';
import { requestCost } from '../events/requestEvent.ts';
import { OPERATION_NAMES } from '../genai/operationName.ts';
import { known } from './spanWords.ts';

const MAX_NAME = 100;

/** Failed as a server sees it: an answer below 500 is the client's affair, and so is its leaving. */
function failed({ outcome, status }: RequestRecord): boolean {
  return outcome === 'error' || (outcome === 'rejected' && status >= 500);
}

function errorType(record: RequestRecord): string {
  return record.rejection ?? record.attempts.at(-1)?.result ?? record.hops.at(-1)?.reason ?? 'internal_error';
}

/** The status of a request's span; null = nothing is wrong with it. */
export function requestStatus(record: RequestRecord): SpanStatus | null {
  if (!failed(record)) return null;
  return {
    code: SpanStatusCode.ERROR,
    message: record.exhausted ? 'every model of the chain failed' : errorType(record),
  };
}

/**
 * What a request's span says. Tokens are on the attempts, where they were used: whoever adds spans up must not count them
 * twice.
 */
export function requestAttributes(record: RequestRecord): Attributes {
  const { served } = record;
  return known({
    'gen_ai.operation.name': OPERATION_NAMES[record.api],
    'gen_ai.provider.name': 'understudy',
    'gen_ai.request.model': record.model === '' ? null : record.model.slice(0, MAX_NAME),
    'gen_ai.original.model': record.model === '' ? null : record.model.slice(0, MAX_NAME),
    'gen_ai.request.stream': record.stream,
    'http.request.method': 'POST',
    'http.response.status_code': record.status === 0 ? null : record.status,
    'error.type': failed(record) ? errorType(record) : null,
    'understudy.request_id': record.id,
    'understudy.api': record.api,
    'understudy.client': record.client,
    'understudy.route': record.route,
    'understudy.outcome': record.outcome,
    'understudy.trigger': record.trigger,
    'understudy.position': record.servedPosition,
    'understudy.served_model': served?.model,
    'understudy.served_provider': served?.provider,
    'understudy.attempts': record.attempts.length,
    'understudy.fallbacks': record.hops.length,
    'understudy.exhausted': record.exhausted ? true : null,
    'understudy.rejection': record.rejection,
    'understudy.disconnect': record.disconnect,
    'understudy.first_token_ms': record.firstTokenMs === null ? null : Math.round(record.firstTokenMs),
    'understudy.failover_ms': record.failoverMs === null ? null : Math.round(record.failoverMs),
    'understudy.backoff_ms': record.backoffMs === 0 ? null : Math.round(record.backoffMs),
    'understudy.cost_usd': record.attempts.length === 0 ? null : requestCost(record),
  });
}

/** What happened between two calls; times in the clock's milliseconds. */
export interface SpanEvent {
  readonly name: string;
  readonly at: number;
  readonly attributes: Attributes;
}

/** The wait before a retry; null = there was none. */
export function waitEvent({ step, retryOf, waitedMs, startedAt }: AttemptRecord): SpanEvent | null {
  if (retryOf === null) return null;
  const attributes = {
    'understudy.provider': step.provider,
    'understudy.model': step.model,
    'understudy.reason': retryOf,
    'understudy.waited_ms': Math.round(waitedMs),
  };
  return { name: 'understudy.wait', at: startedAt - waitedMs, attributes };
}

/** A move to the next step: made when the last call before it had ended, or at once where nothing had been called. */
export function hopEvent(hop: HopRecord, attempts: readonly AttemptRecord[], begun: number): SpanEvent {
  const { from, to, fromPosition, reason } = hop;
  const before = attempts.filter(({ position }) => position <= fromPosition).at(-1);
  const attributes = {
    'understudy.from.provider': from.provider,
    'understudy.from.model': from.model,
    'understudy.to.provider': to.provider,
    'understudy.to.model': to.model,
    'understudy.position': fromPosition + 1,
    'understudy.reason': reason,
  };
  return {
    name: 'understudy.fallback',
    at: before === undefined ? begun : before.startedAt + before.durationMs,
    attributes,
  };
}
