import type { EngineListener } from '../../engine/index.ts';
import { RequestSpans, type RequestSpansOptions } from './requestSpans.ts';
import { TracedCaller } from './tracedCaller.ts';
import type { Tracing, TraceUpstream } from './tracing.ts';

/** How spans are made, whoever keeps them. */
export interface CreateTracingOptions extends RequestSpansOptions {
  readonly upstream: TraceUpstream;
  /** Sends what waits. */
  readonly close: (withinMs: number) => Promise<void>;
}

/** Puts the parts together. */
export function createTracing({ upstream, close, ...options }: CreateTracingOptions): Tracing {
  const spans = new RequestSpans(options);
  const listener: EngineListener = spans.listener;
  return {
    traceOf: (request, incoming) => spans.begin(request, incoming),
    wrap: (caller, places) => new TracedCaller(caller, spans, places, upstream),
    listener,
    close,
  };
}
