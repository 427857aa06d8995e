import type { BreakerSettings } from '@understudy/contract';
import type { GroupMove, ProbeLease } from './circuitExchange.ts';
import type { CircuitState } from './events.ts';
import { FailureRuns } from './failureRuns.ts';
import { FailureWindow } from './failureWindow.ts';

type State =
  | { readonly kind: 'closed' }
  /** Lapses by itself: from `until` on it reads as half-open. */
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'half_open'; inFlight: number };

/** Leave to make one call. `generation` tells a call that outlived the state it began in. */
export interface Permit {
  readonly probe: boolean;
  readonly generation: number;
  /** Counts the calls of this breaker in the order in which they begin. */
  readonly attempt: number;
  /** The group's leave to probe, given back when the permit is settled; null = none was needed. */
  readonly lease: ProbeLease | null;
}

/**
 * What moved a breaker: calls of this agent and the time, calls that its own credential was refused for, its settings, or
 * another agent of its group.
 */
export type MoveCause = CallCause | 'settings' | { readonly by: string };

/** `account`: the provider refused this agent's credential, which says nothing about other agents. */
export type CallCause = 'calls' | 'account';

/** How a call failed. */
export interface BreakerFailure {
  /** What the provider asked for; the cooldown is at least that, at most `maxCooldownMs`. */
  readonly retryAfterMs: number | null;
  readonly cause: CallCause;
}

/**
 * Called on each move, with the clock time until which it is open (0 = not open). An open breaker that another agent keeps
 * open for another time moves from open to open.
 */
export type BreakerMoved = (from: CircuitState, to: CircuitState, openUntil: number, cause: MoveCause) => void;

/** Decides, for all agents of a group, who may probe. */
export interface ProbeGate {
  /** A probe would begin now: its lease, null where this agent decides alone, or `wait`. */
  enter(now: number, probes: number): ProbeLease | 'wait' | null;
  /** A request was refused, and in `leftMs` one would be a probe. */
  expect(now: number, probes: number, leftMs: number): void;
}

const CUT: BreakerFailure = { retryAfterMs: null, cause: 'calls' };

/**
 * The breaker of one (provider, upstream model): closed → open after enough failures → half-open lets `probes` calls through
 * at a time → closed. Cooldown doubles on repeated opens. Time is passed in; the state at a moment needs no timer.
 */
export class Breaker {
  #settings: BreakerSettings;
  #state: State = { kind: 'closed' };
  #generation = 0;
  #attempts = 0;
  /** Calls of the present closed state that are not settled yet. */
  #inFlight = 0;
  readonly #runs = new FailureRuns();
  /** The youngest attempt that succeeded; 0 = none. A run before it is no news. */
  #newestSuccess = 0;
  #window: FailureWindow;
  /** The probe that closed the breaker, in case its success is revoked. */
  #closedBy: Permit | null = null;
  #reopens = 0;
  readonly #moved: BreakerMoved;
  readonly #gate: ProbeGate | null;
  readonly #openListeners = new Set<() => void>();

  /** @param gate null = this agent decides alone who may probe */
  constructor(settings: BreakerSettings, moved: BreakerMoved, gate: ProbeGate | null = null) {
    this.#settings = settings;
    this.#moved = moved;
    this.#gate = gate;
    this.#window = new FailureWindow(settings.windowMs);
  }

  /** Takes new settings over. Counts are kept unless the window's length changed; one that is switched off closes. */
  configure(settings: BreakerSettings): void {
    if (settings.windowMs !== this.#settings.windowMs) this.#window = new FailureWindow(settings.windowMs);
    this.#settings = settings;
    if (settings.enabled) return;
    this.#forget();
    if (this.#state.kind !== 'closed') this.#move({ kind: 'closed' }, this.#state.kind, 'closed', 0, 'settings');
  }

  state(now: number): CircuitState {
    if (this.#state.kind === 'open') return now >= this.#state.until ? 'half_open' : 'open';
    return this.#state.kind;
  }

  /** Clock time until which calls are refused; 0 = it is not open. */
  openUntil(now: number): number {
    return this.#state.kind === 'open' && this.state(now) === 'open' ? this.#state.until : 0;
  }

  /** How often it opened in a row. */
  get reopens(): number {
    return this.#reopens;
  }

  /**
   * Leave for one call, or null while open or while all probes are in flight. Each permit is settled exactly once: by
   * `success` (which `revoke` may take back), `failure` or `release`.
   */
  acquire(now: number): Permit | null {
    if (this.#state.kind === 'closed') {
      this.#inFlight++;
      return this.#permit(null);
    }
    if (this.#state.kind === 'open') {
      const leftMs = this.#state.until - now;
      if (leftMs > 0) {
        this.#gate?.expect(now, this.#settings.probes, leftMs);
        return null;
      }
      this.#move({ kind: 'half_open', inFlight: 0 }, 'open', 'half_open', 0, 'calls');
    }
    const state = this.#state;
    return state.kind === 'half_open' && state.inFlight < this.#settings.probes ? this.#probe(state, now) : null;
  }

  /** The provider answered. The first probe that does closes the breaker. */
  success(permit: Permit, now: number): void {
    if (permit.generation === this.#generation) this.#succeeded(permit, now);
    permit.lease?.giveBack();
  }

  failure(permit: Permit, now: number, failure: BreakerFailure): void {
    if (permit.generation === this.#generation && this.#settings.enabled) this.#failed(permit, now, failure);
    permit.lease?.giveBack();
  }

  /**
   * Takes over what another agent of the group did; calls under way say nothing about the state after it. What is counted
   * stays this agent's own: told of a close, a closed breaker keeps its counts.
   */
  follow(
    { state, remainingMs, reopens, by }: Pick<GroupMove, 'state' | 'remainingMs' | 'reopens' | 'by'>,
    now: number,
  ): void {
    if (!this.#settings.enabled) return;
    const from = this.state(now);
    if (state === 'open') {
      this.#reopens = reopens;
      this.#followOpen(from, Math.min(remainingMs, this.#settings.maxCooldownMs), by, now);
    } else if (from !== 'closed') {
      this.#reopens = 0;
      this.#forget();
      this.#move({ kind: 'closed' }, from, 'closed', 0, { by });
    }
  }

  /** An answer that counted as a success broke while it was delivered: its call is a failure after all. */
  revoke(permit: Permit, now: number): void {
    if (!this.#settings.enabled || !(permit === this.#closedBy || permit.generation === this.#generation)) return;
    if (permit.attempt === this.#newestSuccess) this.#newestSuccess = 0;
    this.#window.turn(now);
    this.#count(permit, now, CUT);
  }

  /** The call said nothing about the provider (cancelled, or the request's own fault). */
  release(permit: Permit): void {
    permit.lease?.giveBack();
    if (permit.generation !== this.#generation) return;
    if (this.#state.kind === 'half_open') {
      this.#state.inFlight--;
    } else if (this.#state.kind === 'closed') {
      this.#inFlight--;
      this.#runs.bridged(permit.attempt);
    }
  }

  /** Runs `listener` once when the breaker opens; returns how to stop listening. */
  onOpen(listener: () => void): () => void {
    this.#openListeners.add(listener);
    return () => this.#openListeners.delete(listener);
  }

  #probe(state: Extract<State, { kind: 'half_open' }>, now: number): Permit | null {
    const lease = this.#gate === null ? null : this.#gate.enter(now, this.#settings.probes);
    if (lease === 'wait') return null;
    state.inFlight++;
    return this.#permit(lease, true);
  }

  #permit(lease: ProbeLease | null, probe = false): Permit {
    return { probe, generation: this.#generation, attempt: ++this.#attempts, lease };
  }

  #succeeded(permit: Permit, now: number): void {
    if (permit.probe) {
      this.#forget();
      this.#reopens = 0;
      this.#move({ kind: 'closed' }, 'half_open', 'closed', 0, 'calls');
      this.#closedBy = permit;
    } else {
      this.#inFlight--;
    }
    this.#newestSuccess = Math.max(this.#newestSuccess, permit.attempt);
    this.#window.record(now, false);
  }

  #failed(permit: Permit, now: number, failure: BreakerFailure): void {
    if (permit.probe) {
      this.#open('half_open', now, failure);
      return;
    }
    this.#inFlight--;
    this.#window.record(now, true);
    this.#count(permit, now, failure);
  }

  #count(permit: Permit, now: number, failure: BreakerFailure): void {
    const run = this.#runs.failed(permit.attempt);
    const inARow = run.last > this.#newestSuccess ? run.failures : 0;
    if (inARow >= this.#settings.failureThreshold || this.#ratioReached(now)) this.#open('closed', now, failure);
  }

  /** Calls under way count as attempts: failures come back sooner than good answers do. */
  #ratioReached(now: number): boolean {
    const { attempts, failures } = this.#window.totals(now);
    return (
      attempts >= this.#settings.minRequests && failures / (attempts + this.#inFlight) >= this.#settings.failureRatio
    );
  }

  #open(from: CircuitState, now: number, { retryAfterMs, cause }: BreakerFailure): void {
    // Grows while probes fail. Were it to outlive a close, a busy primary that fails one call in five would be locked out for
    // minutes by chance runs of failures, although most of its answers are good.
    const grown = this.#settings.cooldownMs * 2 ** Math.min(this.#reopens, 30);
    const cooldown = Math.min(Math.max(grown, retryAfterMs ?? 0), this.#settings.maxCooldownMs);
    this.#reopens++;
    this.#forget();
    this.#move({ kind: 'open', until: now + cooldown }, from, 'open', now + cooldown, cause);
    this.#tellOpened();
  }

  #followOpen(from: CircuitState, remainingMs: number, by: string, now: number): void {
    // A probe that is under way here decides: the other agent's cooldown is over too.
    if (remainingMs <= 0 && from === 'half_open') return;
    this.#forget();
    if (remainingMs <= 0) {
      this.#move({ kind: 'half_open', inFlight: 0 }, from, 'half_open', 0, { by });
      return;
    }
    this.#move({ kind: 'open', until: now + remainingMs }, from, 'open', now + remainingMs, { by });
    this.#tellOpened();
  }

  #tellOpened(): void {
    const listeners = [...this.#openListeners];
    this.#openListeners.clear();
    for (const listener of listeners) listener();
  }

  #forget(): void {
    this.#runs.clear();
    this.#newestSuccess = 0;
    this.#closedBy = null;
    this.#window.clear();
  }

  #move(state: State, from: CircuitState, to: CircuitState, openUntil: number, cause: MoveCause): void {
    this.#state = state;
    this.#generation++;
    this.#inFlight = 0;
    this.#moved(from, to, openUntil, cause);
  }
}
