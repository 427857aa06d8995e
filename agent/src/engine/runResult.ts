import type { HopReason } from '@understudy/contract';
import type { AttemptRecord, RequestRecord } from './events.ts';
import type { Answer, AnswerSink, CallFailure, ClientError, StreamEnd } from './outcome.ts';
import type { Step } from './step.ts';

/** What the response headers of semantics.md, "One request" 7, say. */
export interface RunMeta {
  readonly requestId: string;
  readonly requestedModel: string;
  readonly served: Step | null;
  readonly usedFallback: boolean;
  /** Upstream calls begun so far. */
  readonly calls: number;
  /** Upstream calls that are over; a live list. */
  readonly attempts: readonly AttemptRecord[];
  /** What left the primary. */
  readonly trigger: HopReason | null;
}

/** Ends the books of a request. Safe to call more than once: the first call counts. */
export interface Settlement {
  /** The client got everything, with this HTTP status. */
  delivered(status: number): Promise<RequestRecord>;
  /** The client left before the last byte. */
  abandoned(): Promise<RequestRecord>;
}

/** Why no step answered. */
export type FailureCause =
  /** Every step that could be called failed; the last failure is what the client hears. */
  | { readonly kind: 'exhausted'; readonly failure: CallFailure; readonly clientError: boolean }
  /** All breakers are open; nothing was called. Milliseconds until the first may be probed. */
  | { readonly kind: 'circuits_open'; readonly retryAfterMs: number }
  /** No step can serve what the request uses; one sentence a step. */
  | { readonly kind: 'no_step'; readonly details: readonly string[] }
  /** The whole-request deadline passed before any call was made. */
  | { readonly kind: 'deadline' };

/** What the engine made of a request. Whoever asked delivers it and then settles it. */
export type RunResult =
  | {
      readonly kind: 'answer';
      readonly meta: RunMeta;
      readonly answer: Answer;
      readonly settlement: Settlement;
      /** For a stream: hands the bytes over and ends when the last one was written; settle afterwards. */
      pump(sink: AnswerSink): Promise<StreamEnd>;
    }
  | {
      readonly kind: 'client_error';
      readonly meta: RunMeta;
      readonly error: ClientError;
      readonly settlement: Settlement;
    }
  | { readonly kind: 'failed'; readonly meta: RunMeta; readonly cause: FailureCause; readonly settlement: Settlement }
  | { readonly kind: 'cancelled'; readonly settlement: Settlement };
