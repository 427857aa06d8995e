import type {
  AttemptRecord,
  EngineEvent,
  EngineListener,
  HopRecord,
  RequestRecord,
  RequestTrace,
  Step,
} from '../../engine/index.ts';
import { billsOf } from '../billing.ts';

/** What the log needs of a logger: pino has it, and so has `console`. Without `isLevelEnabled` all but `trace` is on. */
export interface RequestLogger {
  info(fields: object, words: string): void;
  warn(fields: object, words: string): void;
  error(fields: object, words: string): void;
  trace?(fields: object, words: string): void;
  isLevelEnabled?(level: string): boolean;
}

/** Who serves, for a log line. */
function place({ model, provider, upstreamModel }: Step) {
  return { model, provider, upstreamModel };
}

/** The names that OpenTelemetry gives them in logs; absent without a trace. Without a span of its own: the caller's. */
function traceFields(trace: RequestTrace | null) {
  return trace === null ? {} : { trace_id: trace.traceId, span_id: trace.spanId ?? trace.parentId };
}

function fallbackLine({ requestId, model, trace, hop }: Extract<EngineEvent, { type: 'hop' }>) {
  const { from, to, reason, detail }: HopRecord = hop;
  const places = { from: place(from), to: place(to) };
  return { event: 'fallback', requestId, model, ...places, reason, detail, ...traceFields(trace) };
}

function attemptLine({ number, position, step, result, status, durationMs, message }: AttemptRecord) {
  return { number, position, ...place(step), result, status, durationMs: round(durationMs), message };
}

const round = (ms: number): number => Math.round(ms * 10) / 10;

/** Tokens and money over all calls; `costUsd` null = unknown for one of them, or nothing was billed. */
function billed(record: RequestRecord) {
  let inputTokens = 0;
  let outputTokens = 0;
  let estimated = false;
  const bills = billsOf(record);
  let costUsd: number | null = bills.length === 0 ? null : 0;
  for (const { usage, cost } of bills) {
    inputTokens += usage.input;
    outputTokens += usage.output;
    estimated ||= usage.estimated;
    costUsd = cost === null || costUsd === null ? null : costUsd + cost;
  }
  return { inputTokens, outputTokens, estimated, costUsd };
}

function requestLine(record: RequestRecord) {
  const { id, api, stream, model, served, route, outcome, status, trigger, client, tags, trace } = record;
  const { inputTokens, outputTokens, estimated, costUsd } = billed(record);
  const line = {
    event: 'request',
    requestId: id,
    api,
    stream,
    model,
    servedModel: served?.model ?? null,
    provider: served?.provider ?? null,
    route,
    outcome,
    status,
    trigger,
    attempts: record.attempts.length,
    durationMs: round(record.durationMs),
    firstTokenMs: record.firstTokenMs === null ? null : round(record.firstTokenMs),
    inputTokens,
    outputTokens,
    estimated,
    costUsd,
    client,
    tags,
  };
  return trace === null ? line : { ...line, ...traceFields(trace) };
}

function logRequest(logger: RequestLogger, record: RequestRecord): void {
  if (record.outcome === 'error') {
    const failures = record.attempts.filter((attempt) => attempt.result !== 'success').map(attemptLine);
    const words = record.exhausted ? 'every model of the chain failed' : 'request failed';
    logger.error({ ...requestLine(record), error: record.error, rejection: record.rejection, failures }, words);
    return;
  }
  if (logger.isLevelEnabled?.('info') === false) return;
  const line = requestLine(record);
  if (record.outcome !== 'success') {
    logger.info({ ...line, error: record.error, rejection: record.rejection }, `request ended: ${record.outcome}`);
  } else if (record.route === 'fallback') {
    logger.info(line, 'a fallback answered');
  } else {
    logger.info(line, 'request answered');
  }
}

function logEvent(logger: RequestLogger, event: EngineEvent): void {
  switch (event.type) {
    case 'hop':
      logger.warn(fallbackLine(event), 'falling back');
      return;
    case 'request-ended':
      logRequest(logger, event.record);
      return;
    case 'circuit-moved': {
      const { step, from, to, cooldownUntil, by } = event;
      const line = {
        event: 'circuit',
        provider: step.provider,
        upstreamModel: step.upstreamModel,
        from,
        to,
        cooldownUntil,
        ...(by === null ? {} : { by }),
      };
      const words = `circuit ${to.replace('_', '-')}${by === null ? '' : `, told by ${by}`}`;
      logger[to === 'open' ? 'warn' : 'info'](line, words);
      return;
    }
    default:
      if (logger.isLevelEnabled?.('trace') === true) logger.trace?.({ event: event.type }, 'engine event');
  }
}

/**
 * Writes one line a request (info; error where it failed, with every failed call) and one a fallback (warn). Lines hold
 * ids, numbers and the engine's own sentences, never prompt text or a key.
 */
export function createRequestLog(logger: RequestLogger): EngineListener {
  return (event) => logEvent(logger, event);
}
