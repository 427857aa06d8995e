import type { HopReason, Trigger } from '@understudy/contract';
import type { Described, ReplaySafety, Usage } from './outcome.ts';
import type { ApiKind } from './request.ts';
import type { Step } from './step.ts';
import type { RequestTrace } from './trace.ts';

export type Route = 'primary' | 'fallback' | 'none';
export type Outcome = 'success' | 'error' | 'client_error' | 'cancelled' | 'rejected';
export type AttemptResult = 'success' | 'cancelled' | 'client_error' | Trigger;
export type CircuitState = 'closed' | 'open' | 'half_open';
export type RejectionReason = 'budget' | 'paused' | 'concurrency' | 'rate_limit' | 'auth' | 'bad_request';
export type DisconnectStage = 'queued' | 'upstream' | 'streaming';

/** One upstream call, when it is over (a stream: when its last byte came). */
export interface AttemptRecord {
  readonly number: number;
  readonly step: Step;
  /** 0 = primary, n = nth hop, at most 9. */
  readonly position: number;
  readonly result: AttemptResult;
  readonly status: number | null;
  /** Clock ms. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Reason of the retry that this call is; null = first call at its step. */
  readonly retryOf: Trigger | null;
  /** Milliseconds waited before it. */
  readonly waitedMs: number;
  readonly ownTimer: boolean;
  /** The stream broke after its first byte went to the client. */
  readonly interrupted: boolean;
  readonly replay: ReplaySafety | null;
  readonly message: string;
  /** Tokens billed; null = nothing billed or not known. */
  readonly usage: Usage | null;
  /** From its start to the first content byte; null where none came, or nobody asked for a stream. */
  readonly firstContentMs: number | null;
  /** What its answer says of itself; null where there is none. */
  readonly said: Described | null;
}

/** Moving from one step to the next, skips included. */
export interface HopRecord {
  readonly from: Step;
  readonly fromPosition: number;
  readonly to: Step;
  readonly reason: HopReason;
  /** What was skipped or failed, for people. */
  readonly detail: string;
}

/** A request that is over, counted once. Times in milliseconds. */
export interface RequestRecord {
  readonly id: string;
  readonly api: ApiKind;
  readonly stream: boolean;
  /** The requested model as sent; may be unknown to the configuration. */
  readonly model: string;
  readonly client: string;
  readonly tags: readonly string[];
  /** Where it belongs in a distributed trace; null = in none. */
  readonly trace: RequestTrace | null;
  /** Epoch ms of arrival. */
  readonly arrivedAt: number;
  readonly route: Route;
  readonly outcome: Outcome;
  /** HTTP status that the client got; 499 when it left before one. */
  readonly status: number;
  readonly requested: Step | null;
  readonly served: Step | null;
  readonly servedPosition: number | null;
  /** What left the primary; null without a fallback. */
  readonly trigger: HopReason | null;
  readonly attempts: readonly AttemptRecord[];
  readonly hops: readonly HopRecord[];
  /** Steps of the chain that were never reached or were skipped without a call are not attempts. */
  readonly exhausted: boolean;
  readonly durationMs: number;
  /** Spent waiting for providers, and between retries. */
  readonly upstreamMs: number;
  readonly backoffMs: number;
  /** From arrival to the first content byte; streams only. */
  readonly firstTokenMs: number | null;
  /** From arrival to the start of the attempt that answered; served by a fallback only. */
  readonly failoverMs: number | null;
  /** Tokens of the serving attempt; null where it served nothing. */
  readonly usage: Usage | null;
  readonly rejection: RejectionReason | null;
  readonly disconnect: DisconnectStage | null;
  /** Last failure in a sentence; empty on success. */
  readonly error: string;
}

export type EngineEvent =
  /** A configured model was asked for; `request-ended` follows in every case. */
  | { readonly type: 'request-started'; readonly requestId: string; readonly model: string }
  | {
      readonly type: 'attempt-started';
      readonly requestId: string;
      readonly model: string;
      readonly number: number;
      readonly step: Step;
      readonly position: number;
    }
  | {
      readonly type: 'attempt-ended';
      readonly requestId: string;
      readonly model: string;
      readonly attempt: AttemptRecord;
    }
  | {
      readonly type: 'wait';
      readonly requestId: string;
      readonly model: string;
      readonly step: Step;
      readonly position: number;
      readonly reason: Trigger;
      readonly ms: number;
      readonly retry: number;
    }
  | {
      readonly type: 'hop';
      readonly requestId: string;
      readonly model: string;
      readonly trace: RequestTrace | null;
      readonly hop: HopRecord;
    }
  | { readonly type: 'request-ended'; readonly record: RequestRecord }
  | {
      readonly type: 'circuit-moved';
      readonly step: Step;
      readonly from: CircuitState;
      readonly to: CircuitState;
      /** Epoch ms; 0 = none. */
      readonly cooldownUntil: number;
      /** The agent of the group that moved it, by its name; null = this one. */
      readonly by: string | null;
    };
