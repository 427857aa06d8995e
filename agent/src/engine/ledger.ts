import type { HopReason } from '@understudy/contract';
import type { Clock } from './clock.ts';
import type { AttemptRecord, DisconnectStage, EngineEvent, HopRecord, Outcome, RequestRecord } from './events.ts';
import type { Usage } from './outcome.ts';
import type { EngineRequest } from './request.ts';
import type { RunMeta } from './runResult.ts';
import type { Step } from './step.ts';
import type { RequestTrace, TraceOf } from './trace.ts';

/** How a request ended, as its last phase saw it. */
export interface Ending {
  readonly outcome: Outcome;
  readonly status: number;
  readonly served: { step: Step; position: number; usage: Usage | null } | null;
  readonly exhausted: boolean;
  readonly disconnect: DisconnectStage | null;
  readonly error: string;
  /** Clock ms; default now. Tokens may be counted after the end. */
  readonly endedAt?: number;
}

/** What a ledger needs besides its request. */
export interface LedgerPorts {
  readonly clock: Clock;
  readonly emit: (event: EngineEvent) => void;
  readonly traceOf: TraceOf;
}

/** Keeps the books of one request: attempts, hops, waits; closes them once. */
export class Ledger {
  readonly #request: EngineRequest;
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  readonly #primary: Step;
  readonly #arrivedAtWall: number;
  readonly #trace: RequestTrace | null;
  readonly startedAt: number;
  readonly attempts: AttemptRecord[] = [];
  readonly hops: HopRecord[] = [];
  /** Upstream calls begun. */
  calls = 0;
  backoffMs = 0;
  /** Clock ms; null until a content byte came. */
  firstContentAt: number | null = null;
  /** Clock ms at which the attempt that answered began. */
  answeringSince: number | null = null;
  #closed: RequestRecord | null = null;

  constructor(request: EngineRequest, primary: Step, { clock, emit, traceOf }: LedgerPorts) {
    this.#request = request;
    this.#primary = primary;
    this.#clock = clock;
    this.#emit = emit;
    this.startedAt = clock.now();
    this.#arrivedAtWall = clock.wall();
    this.#trace = traceOf(request);
  }

  attempt(record: AttemptRecord): void {
    this.attempts.push(record);
    this.#emit({ type: 'attempt-ended', requestId: this.#request.id, model: this.#request.model, attempt: record });
  }

  hop(record: HopRecord): void {
    this.hops.push(record);
    const { id: requestId, model } = this.#request;
    this.#emit({ type: 'hop', requestId, model, trace: this.#trace, hop: record });
  }

  get trigger(): HopReason | null {
    return this.hops[0]?.reason ?? null;
  }

  meta(served: Step | null): RunMeta {
    return {
      requestId: this.#request.id,
      requestedModel: this.#request.model,
      served,
      usedFallback: this.hops.length > 0,
      calls: this.calls,
      attempts: this.attempts,
      trigger: this.trigger,
    };
  }

  /** Closes the books of a request that a bug ended. */
  closeBroken(status: number): void {
    this.close({
      outcome: 'error',
      status,
      served: null,
      exhausted: false,
      disconnect: null,
      error: 'internal error',
    });
  }

  /** Closes the books: the first ending counts, a later one gets the record of the first. */
  close(ending: Ending): RequestRecord {
    if (this.#closed !== null) return this.#closed;
    const now = ending.endedAt ?? this.#clock.now();
    const { attempts, hops } = this;
    let upstreamMs = 0;
    for (const attempt of attempts) upstreamMs += attempt.durationMs;
    const record: RequestRecord = {
      id: this.#request.id,
      api: this.#request.api,
      stream: this.#request.stream,
      model: this.#request.model,
      client: this.#request.client,
      tags: this.#request.tags,
      trace: this.#trace,
      arrivedAt: this.#arrivedAtWall,
      route: hops.length > 0 ? 'fallback' : 'primary',
      outcome: ending.outcome,
      status: ending.status,
      requested: this.#primary,
      served: ending.served?.step ?? null,
      servedPosition: ending.served?.position ?? null,
      trigger: this.trigger,
      attempts,
      hops,
      exhausted: ending.exhausted,
      durationMs: now - this.startedAt,
      upstreamMs,
      backoffMs: this.backoffMs,
      firstTokenMs: this.#request.stream && this.firstContentAt !== null ? this.firstContentAt - this.startedAt : null,
      failoverMs: hops.length > 0 && this.answeringSince !== null ? this.answeringSince - this.startedAt : null,
      usage: ending.served?.usage ?? null,
      rejection: null,
      disconnect: ending.disconnect,
      error: ending.error,
    };
    this.#closed = record;
    this.#emit({ type: 'request-ended', record });
    return record;
  }
}
