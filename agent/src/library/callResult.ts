import type { HopReason } from '@understudy/contract';
import type { RequestRecord, RunMeta, StreamEnd, Usage } from '../engine/index.ts';
import { attemptsOf, type Attempt } from './attempt.ts';
import { costOfRequest, type Cost } from './cost.ts';

/** Who answered. */
export interface Served {
  readonly requestId: string;
  /** The model that was asked for; statistics and budgets stay with it. */
  readonly requestedModel: string;
  /** The model that answered. */
  readonly servedModel: string;
  /** Whether another model than the requested one answered. */
  readonly usedFallback: boolean;
  /** What left the primary; null without a fallback. */
  readonly trigger: HopReason | null;
}

/** What the books say when a request is over. */
export interface Accounts {
  /** Every upstream call in order, the failed ones included. */
  readonly attempts: readonly Attempt[];
  readonly cost: Cost;
  /** Tokens of the answer; null where it was not used. */
  readonly usage: Usage | null;
  /** Milliseconds from the call to its last byte. */
  readonly durationMs: number;
}

/** An answer with who gave it and what it cost. */
export interface CallResult<Response> extends Served, Accounts {
  /** The answer's body, in the format of the API that was called. */
  readonly response: Response;
}

/** How a streamed answer ended. `interrupted`: it broke after it had begun, and what was read is incomplete. */
export interface StreamOutcome extends Accounts {
  readonly end: StreamEnd['kind'];
  /** Why it broke; empty otherwise. */
  readonly message: string;
}

/** A streamed answer that has begun; from here on no other model takes over. */
export interface StreamResult extends Served {
  /** Server-sent events of the API that was called. Read slowly, it holds the provider back; cancel it to stop. */
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Resolves when the stream is over, whoever ended it. */
  readonly outcome: Promise<StreamOutcome>;
}

/** Who answered, from what the engine says of a run. */
export function servedBy({ requestId, requestedModel, served, usedFallback, trigger }: RunMeta): Served {
  return { requestId, requestedModel, servedModel: served?.model ?? requestedModel, usedFallback, trigger };
}

/** The books of a request that is over. */
export function accountsOf(record: RequestRecord): Accounts {
  return {
    attempts: attemptsOf(record.attempts),
    cost: costOfRequest(record),
    usage: record.usage,
    durationMs: record.durationMs,
  };
}
