import type { EngineListener, RequestTrace, StepCaller, TracedRequest } from '../../engine/index.ts';
import type { ProviderPlaces } from '../genai/providerPlace.ts';

/** Makes spans of requests and attempts; one object for the life of an engine. */
export interface Tracing {
  /**
   * Begins a request's span, in the trace that the client's headers name.
   * @param incoming what they say
   */
  traceOf(request: TracedRequest, incoming: RequestTrace | null): RequestTrace | null;
  /** Calls with a span each; the headers that go upstream are those that `upstream` allows. */
  wrap(caller: StepCaller, places: ProviderPlaces): StepCaller;
  /** Ends the spans of a request, once its record is there. */
  readonly listener: EngineListener;
  /** Sends what waits, for at most this many milliseconds; what is left then is lost and counted. */
  close(withinMs: number): Promise<void>;
}

/** Which providers get the trace's headers: none, those with `location: local`, or all. */
export type TraceUpstream = 'none' | 'local' | 'all';
