import {
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  trace,
  TraceFlags,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { TraceState } from '@opentelemetry/core';
import type { Clock, EngineEvent, RequestRecord, RequestTrace, Step, TracedRequest } from '../../engine/index.ts';
import { OPERATION_NAMES } from '../genai/operationName.ts';
import type { ProviderPlace } from '../genai/providerPlace.ts';
import { attemptAttributes, attemptStatus } from './attemptAttributes.ts';
import { hopEvent, requestAttributes, requestStatus, waitEvent, type SpanEvent } from './requestAttributes.ts';

/** What spans are made with. */
export interface RequestSpansOptions {
  readonly tracer: Tracer;
  readonly clock: Pick<Clock, 'now' | 'wall'>;
  /** `server`: requests come from elsewhere; `internal`: from this process. */
  readonly kind: 'server' | 'internal';
}

/** One upstream call's span. */
interface AttemptSpan {
  readonly span: Span;
  readonly place: ProviderPlace | undefined;
}

/** A request under way. */
interface Live {
  readonly span: Span;
  readonly context: Context;
  readonly operation: string;
  /** Epoch ms less clock ms: the clock's times become times of the day. */
  readonly offset: number;
  readonly begun: number;
  readonly attempts: AttemptSpan[];
}

/**
 * The spans of requests and attempts. A request's span begins with it, an attempt's with the call, so that their ids are
 * known in time for logs and for what goes upstream; everything else is written when the request's record is there.
 */
export class RequestSpans {
  readonly #tracer: Tracer;
  readonly #clock: Pick<Clock, 'now' | 'wall'>;
  readonly #kind: SpanKind;
  readonly #live = new Map<string, Live>();

  constructor({ tracer, clock, kind }: RequestSpansOptions) {
    this.#tracer = tracer;
    this.#clock = clock;
    this.#kind = kind === 'server' ? SpanKind.SERVER : SpanKind.INTERNAL;
  }

  /** Begins a request's span; null where the tracer makes none. */
  begin({ id, api, model, headers }: TracedRequest, incoming: RequestTrace | null): RequestTrace | null {
    const offset = this.#clock.wall() - this.#clock.now();
    const begun = this.#clock.now();
    const parent = incoming === null ? context.active() : parentContext(incoming, headers['tracestate']);
    const operation = OPERATION_NAMES[api];
    const span = this.#tracer.startSpan(
      `${operation} ${model}`,
      { kind: this.#kind, startTime: begun + offset },
      parent,
    );
    const spanContext = span.spanContext();
    if (!isSpanContextValid(spanContext)) return incoming;
    const own = trace.setSpan(parent, span);
    this.#live.set(id, { span, context: own, operation, offset, begun, attempts: [] });
    return {
      traceId: spanContext.traceId,
      spanId: spanContext.spanId,
      parentId: trace.getSpanContext(parent)?.spanId ?? null,
      sampled: isSampled(span),
    };
  }

  /** Begins a call's span. @returns null for a request without one; the request's own where the trace is not kept */
  beginAttempt(requestId: string, step: Step, place: ProviderPlace | undefined): Span | null {
    const live = this.#live.get(requestId);
    if (live === undefined) return null;
    if (!live.span.isRecording()) return live.span;
    const options = { kind: SpanKind.CLIENT, startTime: this.#clock.now() + live.offset };
    const span = this.#tracer.startSpan(`${live.operation} ${step.upstreamModel}`, options, live.context);
    live.attempts.push({ span, place });
    return span;
  }

  readonly listener = (event: EngineEvent): void => {
    if (event.type !== 'request-ended') return;
    const live = this.#live.get(event.record.id);
    if (live === undefined) return;
    this.#live.delete(event.record.id);
    if (live.span.isRecording()) finish(live, event.record);
  };
}

function isSampled(span: Span): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}

function parentContext({ traceId, parentId, sampled }: RequestTrace, state: string | undefined): Context {
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId: parentId ?? '',
    traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
    ...(state === undefined ? {} : { traceState: new TraceState(state) }),
  });
}

/** Writes a request's spans and ends them. */
function finish(live: Live, record: RequestRecord): void {
  const { span, offset, begun } = live;
  finishAttempts(live, record);
  // What a refused client calls its model is its own affair: a span's name has few values.
  if (record.route === 'none') span.updateName(live.operation);
  const ended = record.route === 'none' ? begun : begun + record.durationMs;
  span.setAttributes(requestAttributes(record));
  for (const { name, at, attributes } of eventsOf(record, begun)) span.addEvent(name, attributes, at + offset);
  const status = requestStatus(record);
  if (status !== null) span.setStatus(status);
  span.end(ended + offset);
}

function eventsOf(record: RequestRecord, begun: number): readonly SpanEvent[] {
  const waits = record.attempts.map(waitEvent).filter((event) => event !== null);
  const hops = record.hops.map((hop) => hopEvent(hop, record.attempts, begun));
  return [...waits, ...hops].sort((one, other) => one.at - other.at);
}

/** The nth span is the nth call's: every call is recorded, in the order in which they began. */
function finishAttempts({ attempts: spans, offset }: Live, record: RequestRecord): void {
  for (const [index, { span, place }] of spans.entries()) {
    const attempt = record.attempts[index];
    if (attempt === undefined) {
      span.end();
      continue;
    }
    const isServing = record.served !== null && index === record.attempts.length - 1;
    const { api, stream, model: requestedModel } = record;
    const usage = attempt.usage ?? (isServing ? record.usage : null);
    span.setAttributes(attemptAttributes(attempt, { api, stream, requestedModel, place, usage }));
    const status = attemptStatus(attempt);
    if (status !== null) span.setStatus(status);
    span.end(attempt.startedAt + attempt.durationMs + offset);
  }
}
