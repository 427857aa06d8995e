import type { Tracer } from '@opentelemetry/api';
import { systemClock } from '../engine/index.ts';
import { tracingWith, type Tracing, type TraceUpstream } from '../telemetry/index.ts';

/** What may be said about spans. */
export interface TraceOptions {
  /** Providers that get the headers of the trace: none, those with `location: local` (the default), or all. */
  readonly upstream?: TraceUpstream;
}

/**
 * Makes spans with the application's own tracer, for the option `tracing` of `createUnderstudy`; one for each. Spans begin
 * below the one that is active where a call is made. OpenTelemetry is loaded here: who does not ask for spans never sees it.
 */
export function traceWith(tracer: Tracer, { upstream = 'local' }: TraceOptions = {}): Promise<Tracing> {
  return tracingWith(tracer, { clock: systemClock, upstream });
}
