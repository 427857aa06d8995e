import type { CircuitState, Clock, EngineListener, HopRecord, RequestRecord, Step } from '../../engine/index.ts';
import { Ring } from './ring.ts';

interface Happened {
  /** Rises with every event; a cursor. */
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
}

/** A request that is over. */
export interface RequestEvent extends Happened {
  readonly kind: 'request';
  readonly record: RequestRecord;
}

/** A move from one step to the next. */
export interface FallbackEvent extends Happened {
  readonly kind: 'fallback';
  readonly requestId: string;
  readonly model: string;
  readonly hop: HopRecord;
}

/** A circuit that moved. */
export interface BreakerEvent extends Happened {
  readonly kind: 'breaker';
  readonly step: Step;
  readonly from: CircuitState;
  readonly to: CircuitState;
  /** Epoch ms; 0 = none. */
  readonly cooldownUntil: number;
}

/** Something that the agent was told: a configuration, a drill. */
export interface NotedEvent extends Happened {
  readonly kind: 'config' | 'drill';
  /** One sentence without secrets. */
  readonly summary: string;
  /** The model concerned; null = none in particular. */
  readonly model: string | null;
}

export type RecentEvent = RequestEvent | FallbackEvent | BreakerEvent | NotedEvent;
export type EventKind = RecentEvent['kind'];
const EVENT_KINDS = ['request', 'fallback', 'breaker', 'config', 'drill'] as const satisfies readonly EventKind[];

/** Which events are asked for. */
export interface EventFilter {
  /** Default: every kind. */
  readonly kinds?: readonly EventKind[];
  /** Requested model. */
  readonly model?: string;
  /** Events older than this cursor. */
  readonly before?: number;
  /** Default 100. */
  readonly limit?: number;
}

/**
 * What happened lately, from memory: the newest 10,000 of each kind, so that requests never push out the few events that
 * explain them. Keeps the engine's own records and copies nothing on the hot path.
 */
export class RecentEvents {
  readonly #clock: Pick<Clock, 'wall'>;
  readonly #rings: Readonly<Record<EventKind, Ring<RecentEvent>>>;
  #sequence = 0;

  /** @param capacity events of a kind; default 10,000 */
  constructor(clock: Pick<Clock, 'wall'>, capacity = 10_000) {
    this.#clock = clock;
    const ring = (): Ring<RecentEvent> => new Ring(capacity);
    this.#rings = { request: ring(), fallback: ring(), breaker: ring(), config: ring(), drill: ring() };
  }

  readonly listener: EngineListener = (event) => {
    switch (event.type) {
      case 'request-ended':
        return this.#rings.request.push({ kind: 'request', ...this.#now(), record: event.record });
      case 'hop': {
        const { requestId, model, hop } = event;
        return this.#rings.fallback.push({ kind: 'fallback', ...this.#now(), requestId, model, hop });
      }
      case 'circuit-moved': {
        const { step, from, to, cooldownUntil } = event;
        return this.#rings.breaker.push({ kind: 'breaker', ...this.#now(), step, from, to, cooldownUntil });
      }
      default:
        return;
    }
  };

  /** Notes what did not come from the engine. */
  note(kind: NotedEvent['kind'], summary: string, model: string | null = null): void {
    this.#rings[kind].push({ kind, ...this.#now(), summary, model });
  }

  /** From the newest to the oldest. */
  list({ kinds = EVENT_KINDS, model, before = Infinity, limit = 100 }: EventFilter = {}): readonly RecentEvent[] {
    const found: RecentEvent[] = [];
    for (const kind of kinds) found.push(...this.#newest(kind, model, before, limit));
    return found.sort((a, b) => b.sequence - a.sequence).slice(0, limit);
  }

  #newest(kind: EventKind, model: string | undefined, before: number, limit: number): RecentEvent[] {
    const found: RecentEvent[] = [];
    for (const event of this.#rings[kind].newestFirst()) {
      if (found.length >= limit) break;
      if (event.sequence < before && (model === undefined || modelOf(event) === model)) found.push(event);
    }
    return found;
  }

  #now(): Happened {
    return { sequence: ++this.#sequence, at: this.#clock.wall() };
  }
}

function modelOf(event: RecentEvent): string | null {
  switch (event.kind) {
    case 'request':
      return event.record.model;
    case 'breaker':
      return event.step.model;
    default:
      return event.model;
  }
}
