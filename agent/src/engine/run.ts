import type { HopReason } from '@understudy/contract';
import { attemptStep, type StepEnd } from './attemptStep.ts';
import type { Breakers } from './breakers.ts';
import type { Clock } from './clock.ts';
import { Delivery } from './delivery.ts';
import type { DisconnectStage, EngineEvent, RequestRecord } from './events.ts';
import { Ledger } from './ledger.ts';
import type { CallFailure } from './outcome.ts';
import { planStep, type Skip } from './planner.ts';
import type { StepCaller, UsageEstimator } from './ports.ts';
import type { EngineRequest } from './request.ts';
import { ChainRoute } from './route.ts';
import type { FailureCause, RunMeta, RunResult, Settlement } from './runResult.ts';
import type { CompiledChain, Step } from './step.ts';

/** What every request needs; one object for the life of the engine. */
export interface RunPorts {
  readonly caller: StepCaller;
  readonly estimator: UsageEstimator;
  readonly breakers: Breakers;
  readonly clock: Clock;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly emit: (event: EngineEvent) => void;
}

/** One request on its way through its chain. */
export class Run {
  readonly #ports: RunPorts;
  readonly #request: EngineRequest;
  readonly #chain: CompiledChain;
  readonly #route: ChainRoute;
  readonly #ledger: Ledger;
  readonly #endsAt: number;
  readonly #skips: string[] = [];
  #circuitsOpen = false;
  #lastFailure: CallFailure | null = null;
  /** True while every failed step ended in a trigger that is the request's own fault. */
  #requestsOwnFault = true;

  constructor(ports: RunPorts, request: EngineRequest, chain: CompiledChain, primary: Step) {
    this.#ports = ports;
    this.#request = request;
    this.#chain = chain;
    this.#route = new ChainRoute(chain, primary);
    this.#ledger = new Ledger(request, primary, ports.clock, ports.emit);
    const totalMs = Math.min(primary.deadlines.totalMs, request.timeoutMs ?? Number.POSITIVE_INFINITY);
    this.#endsAt = this.#ledger.startedAt + totalMs;
  }

  async walk(): Promise<RunResult> {
    let step: Step | null = this.#route.current;
    while (step !== null) {
      const planned = planStep(step, this.#chain, this.#request, this.#ports);
      const skip = planned instanceof Promise ? await planned : planned;
      const end = skip === null ? await this.#attempt(step) : null;
      const result = end === null ? null : this.#finalResult(end, step);
      if (result !== null) return result;
      if (this.#request.cancel.reason !== null) return this.#cancelled();
      step = this.#moveOn(step, skip, end);
    }
    return this.#failed();
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

  /** The result where the step's end is the request's end; null where the walk goes on. */
  #finalResult(end: StepEnd, step: Step): RunResult | null {
    switch (end.kind) {
      case 'answer': {
        const delivery = new Delivery(this.#ports, this.#request, this.#ledger, step, end, this.#endsAt, this.#route.position);
        return {
          kind: 'answer',
          meta: this.#ledger.meta(step),
          answer: end.answer,
          settlement: delivery,
          pump: (sink) => delivery.pump(sink),
        };
      }
      case 'client_error':
        return {
          kind: 'client_error',
          meta: this.#ledger.meta(step),
          error: end.error,
          settlement: this.#settlement('client_error', false, end.error.message),
        };
      case 'cancelled':
        return this.#cancelled();
      case 'failed':
      case 'refused':
        return null;
    }
  }

  #moveOn(step: Step, skip: Skip | null, end: StepEnd | null): Step | null {
    const reason = this.#note(skip, end);
    if (this.#ports.clock.now() >= this.#endsAt) return null;
    const fromPosition = this.#route.position;
    const next = this.#route.advance(reason);
    if (next !== null) {
      const detail = skip?.detail ?? this.#lastFailure?.message ?? 'the breaker is open';
      this.#ledger.hop({ from: step, fromPosition, to: next, reason, detail });
    }
    return next;
  }

  /** Remembers why a step did not answer, and names it. */
  #note(skip: Skip | null, end: StepEnd | null): HopReason {
    if (skip !== null) {
      this.#skips.push(skip.detail);
      return skip.reason;
    }
    const failure = end?.kind === 'failed' || end?.kind === 'refused' ? end.failure : null;
    if (failure === null) {
      this.#circuitsOpen = true;
      return 'circuit_open';
    }
    this.#lastFailure = failure;
    if (failure.trigger !== 'context_window' && failure.trigger !== 'content_policy') this.#requestsOwnFault = false;
    return failure.trigger;
  }

  #failed(): RunResult {
    const cause = this.#cause();
    const clientError = cause.kind === 'no_step' || (cause.kind === 'exhausted' && cause.clientError);
    const error = cause.kind === 'exhausted' ? cause.failure.message : (this.#skips.at(-1) ?? cause.kind);
    return {
      kind: 'failed',
      meta: this.#meta(),
      cause,
      settlement: this.#settlement(clientError ? 'client_error' : 'error', !clientError, error),
    };
  }

  #cause(): FailureCause {
    if (this.#lastFailure !== null) {
      const clientError = this.#requestsOwnFault && !this.#circuitsOpen;
      return { kind: 'exhausted', failure: this.#lastFailure, clientError };
    }
    if (this.#circuitsOpen) return { kind: 'circuits_open', retryAfterMs: this.#untilProbe() };
    if (this.#ports.clock.now() >= this.#endsAt) return { kind: 'deadline' };
    return { kind: 'no_step', details: this.#skips };
  }

  #untilProbe(): number {
    const now = this.#ports.clock.now();
    const open = this.#chain.steps
      .filter((step) => step.callable)
      .map((step) => this.#ports.breakers.of(step).openUntil(now))
      .filter((until) => until > 0);
    return open.length === 0 ? 0 : Math.max(0, Math.min(...open) - now);
  }

  #meta(): RunMeta {
    return this.#ledger.meta(null);
  }

  #cancelled(): RunResult {
    return { kind: 'cancelled', settlement: this.#settlement('cancelled', false, 'the client left', 'upstream') };
  }

  #settlement(
    outcome: 'error' | 'client_error' | 'cancelled',
    exhausted: boolean,
    error: string,
    disconnect: DisconnectStage | null = null,
  ): Settlement {
    const close = (status: number): Promise<RequestRecord> =>
      Promise.resolve(this.#ledger.close({ outcome, status, served: null, exhausted, disconnect, error }));
    return { delivered: close, abandoned: () => close(outcome === 'cancelled' ? 499 : 0) };
  }
}
