import { Breakers } from './breakers.ts';
import type { CircuitExchange } from './circuitExchange.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { EngineEvent } from './events.ts';
import type { EngineListener, StepCaller, UsageEstimator } from './ports.ts';
import type { EngineRequest } from './request.ts';
import { Run, type RunPorts } from './run.ts';
import type { RunResult } from './runResult.ts';
import type { CompiledChain, Snapshot } from './step.ts';
import { incomingTrace, type RequestTrace, type TracedRequest, type TraceOf } from './trace.ts';

/** What an engine is made of. `clock` defaults to the process's own. */
export interface EngineOptions {
  readonly snapshot: Snapshot;
  readonly caller: StepCaller;
  readonly estimator: UsageEstimator;
  readonly listeners?: readonly EngineListener[];
  readonly clock?: Clock;
  /** 0 ≤ x < 1, for jitter; usually `Math.random`. */
  readonly random: () => number;
  /** Default: what the client's `traceparent` says. */
  readonly traceOf?: TraceOf;
  /** How agents of a group share their breakers. Default: this one keeps its own. */
  readonly circuits?: CircuitExchange | null;
}

/** Why a request was not run at all. */
export type Unknown = { readonly kind: 'unknown_model'; readonly model: string };

/**
 * The heart: plan → attempt → classify → retry or fall back → commit. It makes no I/O of its own and reads an immutable
 * snapshot that `apply` swaps whole; requests under way finish on the one they began with.
 */
export class Engine {
  readonly breakers: Breakers;
  readonly #ports: RunPorts;
  readonly #listeners: EngineListener[];
  #snapshot: Snapshot;

  constructor(options: EngineOptions) {
    this.#snapshot = options.snapshot;
    this.#listeners = [...(options.listeners ?? [])];
    const clock = options.clock ?? systemClock;
    const emit = (event: EngineEvent): void => {
      for (const listener of this.#listeners) listener(event);
    };
    this.breakers = new Breakers(clock, emit, options.circuits ?? null);
    this.breakers.apply(options.snapshot);
    this.#ports = {
      caller: options.caller,
      estimator: options.estimator,
      breakers: this.breakers,
      clock,
      random: options.random,
      emit,
      traceOf: options.traceOf ?? incomingTrace,
    };
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Swaps the configuration. Requests under way finish on the one they began with. */
  apply(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.breakers.apply(snapshot);
  }

  listen(listener: EngineListener): void {
    this.#listeners.push(listener);
  }

  /** Hands an event to the listeners that did not come from a run, such as a request that was refused before one. */
  emit(event: EngineEvent): void {
    this.#ports.emit(event);
  }

  /** Where a request belongs in a distributed trace; for one that was refused before a run. */
  traceOf(request: TracedRequest): RequestTrace | null {
    return this.#ports.traceOf(request);
  }

  /** Walks the request through its chain. The caller delivers the result and settles it. */
  run(request: EngineRequest): Promise<RunResult | Unknown> {
    const chain = this.#chainOf(request);
    if (typeof chain === 'string') return Promise.resolve({ kind: 'unknown_model', model: chain });
    const primary = chain.steps[0];
    if (primary === undefined) return Promise.resolve({ kind: 'unknown_model', model: request.model });
    this.#ports.emit({ type: 'request-started', requestId: request.id, model: request.model });
    return new Run(this.#ports, request, chain, primary).walk();
  }

  /** The chain, or the id that is unknown. */
  #chainOf(request: EngineRequest): CompiledChain | string {
    const snapshot = this.#snapshot;
    const own = snapshot.chains.get(request.model);
    if (own === undefined) return request.model;
    if (request.fallbacks === 'chain') return own;
    const ids = request.fallbacks === 'off' ? [] : request.fallbacks;
    const unknown = ids.find((id) => !snapshot.chains.has(id));
    return unknown ?? snapshot.override(request.model, ids) ?? request.model;
  }
}
