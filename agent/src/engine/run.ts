import { attemptStep, type StepEnd } from './attemptStep.ts';
import type { Breakers } from './breakers.ts';
import type { Clock } from './clock.ts';
import { Delivery } from './delivery.ts';
import type { EngineEvent } from './events.ts';
import { FailureNotes, describeCause, type Setback } from './failureNotes.ts';
import { Ledger } from './ledger.ts';
import { planStep, type Skip } from './planner.ts';
import type { StepCaller, UsageEstimator } from './ports.ts';
import type { EngineRequest } from './request.ts';
import { ChainRoute } from './route.ts';
import type { RunResult } from './runResult.ts';
import { settleUnanswered } from './settlement.ts';
import type { CompiledChain, Step } from './step.ts';
import type { TraceOf } from './trace.ts';

/** What every request needs; one object for the life of the engine. */
export interface RunPorts {
  readonly caller: StepCaller;
  readonly estimator: UsageEstimator;
  readonly breakers: Breakers;
  readonly clock: Clock;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly emit: (event: EngineEvent) => void;
  readonly traceOf: TraceOf;
}

/** One request on its way through its chain. */
export class Run {
  readonly #ports: RunPorts;
  readonly #request: EngineRequest;
  readonly #chain: CompiledChain;
  readonly #route: ChainRoute;
  readonly #ledger: Ledger;
  readonly #endsAt: number;
  readonly #notes = new FailureNotes();

  constructor(ports: RunPorts, request: EngineRequest, chain: CompiledChain, primary: Step) {
    this.#ports = ports;
    this.#request = request;
    this.#chain = chain;
    this.#route = new ChainRoute(chain, primary);
    this.#ledger = new Ledger(request, primary, ports);
    const totalMs = Math.min(primary.deadlines.totalMs, request.timeoutMs ?? Number.POSITIVE_INFINITY);
    this.#endsAt = this.#ledger.startedAt + totalMs;
  }

  async walk(): Promise<RunResult> {
    try {
      for (;;) {
        const step = this.#route.current;
        const planned = planStep(step, this.#chain, this.#request, this.#ports);
        const skip = planned instanceof Promise ? await planned : planned;
        const end: StepEnd | Skipped = skip === null ? await this.#attempt(step) : { kind: 'skipped', skip };
        const result = this.#resultOf(step, end);
        if (result !== null) return result;
      }
    } catch (bug) {
      // Exceptions are bugs; whoever asked reports them. The request is over all the same.
      this.#ledger.closeBroken(500);
      throw bug;
    }
  }

  #attempt(step: Step): Promise<StepEnd> {
    return attemptStep({
      request: this.#request,
      step,
      position: this.#route.position,
      policy: this.#chain.policy,
      breaker: this.#ports.breakers.of(step),
      caller: this.#ports.caller,
      clock: this.#ports.clock,
      random: this.#ports.random,
      ledger: this.#ledger,
      endsAt: this.#endsAt,
      emit: this.#ports.emit,
    });
  }

  /** The request's result where the step's end settles it; else moves on to the next step and answers null. */
  #resultOf(step: Step, end: StepEnd | Skipped): RunResult | null {
    switch (end.kind) {
      case 'answer':
        return this.#answered(step, end);
      case 'client_error': {
        const { error } = end;
        const ending = { outcome: 'client_error', exhausted: false, disconnect: null, error: error.message } as const;
        const settlement = settleUnanswered(this.#ledger, ending);
        return { kind: 'client_error', meta: this.#ledger.meta(step), error, settlement };
      }
      case 'cancelled':
        return this.#cancelled();
      case 'out_of_time':
        return this.#failed();
      case 'skipped':
        return this.#moveOn(step, this.#notes.skipped(end.skip));
      case 'refused':
        return this.#moveOn(step, this.#notes.refused(end.openUntil));
      case 'failed':
        return this.#moveOn(step, this.#notes.failed(end.failure));
    }
  }

  #answered(step: Step, { answer, pending }: Extract<StepEnd, { kind: 'answer' }>): RunResult {
    const delivery = new Delivery(pending, answer, this.#ports.estimator);
    return {
      kind: 'answer',
      meta: this.#ledger.meta(step),
      answer,
      settlement: delivery,
      pump: (sink) => delivery.pump(sink),
    };
  }

  #moveOn(from: Step, { reason, detail }: Setback): RunResult | null {
    if (this.#request.cancel.reason !== null) return this.#cancelled();
    if (this.#ports.clock.now() >= this.#endsAt) return this.#failed();
    const fromPosition = this.#route.position;
    const to = this.#route.advance(reason);
    if (to === null) return this.#failed();
    this.#ledger.hop({ from, fromPosition, to, reason, detail });
    return null;
  }

  #failed(): RunResult {
    const cause = this.#notes.cause(this.#ports.clock.now(), this.#endsAt);
    const clientError = cause.kind === 'no_step' || (cause.kind === 'exhausted' && cause.clientError);
    const settlement = settleUnanswered(this.#ledger, {
      outcome: clientError ? 'client_error' : 'error',
      exhausted: !clientError,
      disconnect: null,
      error: describeCause(cause),
    });
    return { kind: 'failed', meta: this.#ledger.meta(null), cause, settlement };
  }

  #cancelled(): RunResult {
    const left = this.#request.cancel.reason !== 'shutdown';
    const stage = this.#ledger.calls === 0 ? 'queued' : 'upstream';
    const settlement = settleUnanswered(this.#ledger, {
      outcome: 'cancelled',
      exhausted: false,
      disconnect: left ? stage : null,
      error: left ? 'the client left' : 'the agent is shutting down',
    });
    return { kind: 'cancelled', settlement };
  }
}

/** A step that planning left out. */
interface Skipped {
  readonly kind: 'skipped';
  readonly skip: Skip;
}
