import type { EngineRequest } from './request.ts';

/** Where a request belongs in a distributed trace (W3C Trace Context). Ids are lower-case hex. */
export interface RequestTrace {
  /** 32 digits. */
  readonly traceId: string;
  /** The request's own span, 16 digits; null = the agent makes none. */
  readonly spanId: string | null;
  /** The caller's span; null = the trace begins here. */
  readonly parentId: string | null;
  /** Whether somebody keeps the trace. */
  readonly sampled: boolean;
}

/** What is known of a request when its trace is looked for. */
export type TracedRequest = Pick<EngineRequest, 'id' | 'api' | 'model' | 'stream' | 'headers'>;

/** Says where a request belongs, once a request; a tracer begins its span here. Null = in no trace. Must not throw. */
export type TraceOf = (request: TracedRequest) => RequestTrace | null;

const TRACE_PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]([0-9a-f])$/;

/** What the client's `traceparent` says; null where there is none, or none that is valid. */
export function incomingTrace({ headers }: Pick<TracedRequest, 'headers'>): RequestTrace | null {
  const said = headers['traceparent'];
  if (said === undefined) return null;
  const [, traceId, parentId, flags] = TRACE_PARENT.exec(said) ?? [];
  if (traceId === undefined || parentId === undefined || flags === undefined) return null;
  return { traceId, spanId: null, parentId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
