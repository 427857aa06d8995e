import type { ApiKind, RejectionReason, RequestRecord, RequestTrace } from '../engine/index.ts';

/** The record of a request that was refused before the engine saw it. `model` is what the client sent, if anything. */
export function rejectedRecord(parts: {
  id: string;
  api: ApiKind;
  model: string;
  client: string;
  arrivedAt: number;
  durationMs: number;
  status: number;
  rejection: RejectionReason;
  trace: RequestTrace | null;
  error: string;
}): RequestRecord {
  return {
    ...parts,
    stream: false,
    tags: [],
    route: 'none',
    outcome: 'rejected',
    requested: null,
    served: null,
    servedPosition: null,
    trigger: null,
    attempts: [],
    hops: [],
    exhausted: false,
    upstreamMs: 0,
    backoffMs: 0,
    firstTokenMs: null,
    failoverMs: null,
    usage: null,
    disconnect: null,
  };
}
