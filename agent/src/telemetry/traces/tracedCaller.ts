import type { Span } from '@opentelemetry/api';
import type { Call, CallOutcome, EngineRequest, Step, StepCaller } from '../../engine/index.ts';
import type { ProviderPlace, ProviderPlaces } from '../genai/providerPlace.ts';
import type { RequestSpans } from './requestSpans.ts';
import type { TraceUpstream } from './tracing.ts';

/** Calls with a span each. */
export class TracedCaller implements StepCaller {
  readonly #caller: StepCaller;
  readonly #spans: RequestSpans;
  readonly #places: ProviderPlaces;
  readonly #upstream: TraceUpstream;

  constructor(caller: StepCaller, spans: RequestSpans, places: ProviderPlaces, upstream: TraceUpstream) {
    this.#caller = caller;
    this.#spans = spans;
    this.#places = places;
    this.#upstream = upstream;
  }

  unsupported(request: EngineRequest, step: Step): string | null {
    return this.#caller.unsupported(request, step);
  }

  call(call: Call): Promise<CallOutcome> {
    const { request, step } = call;
    const place = this.#places(step.provider);
    const span = this.#spans.beginAttempt(request.id, step, place);
    if (span === null) return this.#caller.call(call);
    const headers = this.#headers(request.headers, span, place);
    return this.#caller.call({ ...call, request: withHeaders(request, headers) });
  }

  /** The client's own headers of the trace never go on: they would name a parent that this call has not. */
  #headers(said: EngineRequest['headers'], span: Span, place: ProviderPlace | undefined): Record<string, string> {
    const { traceparent: _parent, tracestate: _state, ...others } = said;
    const isAllowed = this.#upstream === 'all' || (this.#upstream === 'local' && place?.isLocal === true);
    if (!isAllowed) return others;
    const { traceId, spanId, traceFlags, traceState } = span.spanContext();
    const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
    const state = traceState?.serialize() ?? '';
    return state === '' ? { ...others, traceparent } : { ...others, traceparent, tracestate: state };
  }
}

/** The same request with other headers. Its own object keeps its traits: they are read once. */
function withHeaders(request: EngineRequest, headers: EngineRequest['headers']): EngineRequest {
  const { id, api, model, stream, raw, json, client, tags, timeoutMs, fallbacks, cancel } = request;
  const same = { id, api, model, stream, raw, json, client, tags, timeoutMs, fallbacks, cancel };
  return { ...same, headers, traits: () => request.traits() };
}
