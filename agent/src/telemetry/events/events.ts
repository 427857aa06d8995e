import { EVENT_KINDS, type AgentEvent, type RequestEvent, type RequestLog } from '@understudy/contract';
import type { Clock, EngineEvent, EngineListener, HopRecord, RequestRecord } from '../../engine/index.ts';
import { packAttempts } from './attemptLog.ts';
import { AttemptLogs } from './attemptLogs.ts';
import type { EventFilter, OtherEvent } from './eventFilter.ts';
import { EventRing } from './eventRing.ts';
import { IsoTimes } from './isoTimes.ts';
import { requestEvent } from './requestEvent.ts';
import { RequestTable } from './requestTable.ts';
import { Slices } from '../slices.ts';

type ConfigEvent = Extract<AgentEvent, { kind: 'config' }>;
type DrillEvent = Extract<AgentEvent, { kind: 'drill' }>;

/** What is told of a configuration and of a drill; `at` and `sequence` are set here. */
export type NotedConfig = Omit<ConfigEvent, 'kind' | 'sequence' | 'at'>;
export type NotedDrill = Omit<DrillEvent, 'kind' | 'sequence' | 'at'>;

export interface EventsOptions {
  readonly clock: Pick<Clock, 'wall'>;
  /** Requests kept; default 100,000. */
  readonly requests?: number;
  /** Events of each other kind kept; default 10,000. */
  readonly others?: number;
  /** Hears of every new event; what it is told does not change any more. */
  readonly onEvent?: (event: AgentEvent) => void;
  /** Requests of several calls whose calls are kept; default 20,000. */
  readonly logs?: number;
  /** Hears of the calls of each such request, in the form in which `restoreLog` takes them back. */
  readonly onLog?: (sequence: number, packed: string) => void;
  /** Of reading; default: half a millisecond each. */
  readonly slices?: () => Slices;
}

/** A request with what happened inside it. */
export interface RequestDetail {
  readonly event: RequestEvent;
  /** Null = one call without a skip, recorded from elsewhere, or not kept any more. */
  readonly log: RequestLog | null;
}

/** How far back requests go. */
export interface KeptRequests {
  readonly requests: number;
  /** ISO 8601, UTC; null = there is none. */
  readonly oldestAt: string | null;
}

export interface EventPage {
  /** Newest first. */
  readonly items: readonly AgentEvent[];
  /** Sequence before which the next page begins; null = this is the last. */
  readonly next: number | null;
}

const MAX_DETAIL = 300;

/**
 * What happened lately: the newest requests and, apart from them, the newest events of every other kind, so that requests
 * never push out what explains them.
 */
export class Events {
  readonly #options: EventsOptions;
  readonly #requests: RequestTable;
  readonly #logs: AttemptLogs;
  readonly #others: Readonly<Record<OtherEvent['kind'], EventRing>>;
  readonly #times = new IsoTimes();
  #sequence = 0;

  constructor(options: EventsOptions) {
    this.#options = options;
    this.#requests = new RequestTable(options.requests ?? 100_000);
    this.#logs = new AttemptLogs(options.logs ?? 20_000);
    const ring = (kind: OtherEvent['kind']): EventRing => new EventRing(kind, options.others ?? 10_000);
    this.#others = {
      fallback: ring('fallback'),
      breaker: ring('breaker'),
      config: ring('config'),
      drill: ring('drill'),
    };
  }

  readonly listener: EngineListener = (event) => {
    switch (event.type) {
      case 'request-ended':
        return this.#addRequest(event.record, this.#options.clock.wall(), false);
      case 'hop':
        return this.#addHop(event.requestId, event.model, event.hop);
      case 'circuit-moved':
        return this.#addMove(event);
      default:
        return;
    }
  };

  /** Keeps a call that was made elsewhere. @param at epoch ms of its end */
  addRecorded(record: RequestRecord, at: number): void {
    this.#addRequest(record, at, true);
  }

  /** Notes a configuration that came into force or was refused. */
  noteConfig(noted: NotedConfig): void {
    this.#add({ kind: 'config', ...this.#now(), ...noted });
  }

  /** Notes a drill that is over. */
  noteDrill(noted: NotedDrill): void {
    this.#add({ kind: 'drill', ...this.#now(), ...noted });
  }

  /**
   * Matching events, newest first: those that were there when it was asked. Others have their turn between slices.
   * @param before sequence of the last event of the page before; default: from the newest
   */
  async page(filter: EventFilter, limit: number, before = Infinity): Promise<EventPage> {
    const slices = this.#slices();
    const until = Math.min(before, this.#sequence + 1);
    const found: AgentEvent[] = [];
    for (const kind of new Set(filter.kinds ?? EVENT_KINDS)) {
      const kept = kind === 'request' ? this.#requests : this.#others[kind];
      found.push(...(await kept.newest({ filter, before: until, limit: limit + 1 }, slices)));
    }
    found.sort((a, b) => b.sequence - a.sequence);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.sequence ?? null) : null };
  }

  /** The newest request of an id; null = none is kept. */
  async request(id: string): Promise<RequestDetail | null> {
    const event = await this.#requests.find(id, this.#slices());
    return event === null ? null : { event, log: this.#logs.of(event.sequence) };
  }

  get kept(): KeptRequests {
    const at = this.#requests.oldestAt;
    return { requests: this.#requests.size, oldestAt: at === null ? null : new Date(at).toISOString() };
  }

  /** Puts a stored event back; within a kind they must come in the order of their sequences. */
  restore(event: AgentEvent): void {
    const at = Date.parse(event.at);
    if (event.kind === 'request') this.#requests.push(event, at);
    else this.#others[event.kind].push(event, at);
    this.#sequence = Math.max(this.#sequence, event.sequence);
  }

  /** Puts the calls of a request back, in the order of the sequences. */
  restoreLog(sequence: number, packed: string): void {
    this.#logs.keep(sequence, packed);
    // A request whose own line was lost must not give its calls to another one.
    this.#sequence = Math.max(this.#sequence, sequence);
  }

  #slices(): Slices {
    return this.#options.slices?.() ?? new Slices();
  }

  #addRequest(record: RequestRecord, at: number, recorded: boolean): void {
    const event = requestEvent(record, { sequence: ++this.#sequence, at: this.#times.of(at), recorded });
    this.#requests.push(event, at);
    this.#options.onEvent?.(event);
    const packed = recorded ? null : packAttempts(record);
    if (packed === null) return;
    this.#logs.keep(event.sequence, packed);
    this.#options.onLog?.(event.sequence, packed);
  }

  #addHop(id: string, model: string, { from, fromPosition, to, reason, detail }: HopRecord): void {
    this.#add({
      kind: 'fallback',
      ...this.#now(),
      id,
      model,
      fromModel: from.model,
      fromProvider: from.provider,
      fromPosition,
      toModel: to.model,
      toProvider: to.provider,
      reason,
      detail: detail.slice(0, MAX_DETAIL),
    });
  }

  #addMove({ step, from, to, cooldownUntil, by }: Extract<EngineEvent, { type: 'circuit-moved' }>): void {
    this.#add({
      kind: 'breaker',
      ...this.#now(),
      model: step.model,
      provider: step.provider,
      upstreamModel: step.upstreamModel,
      from,
      to,
      nextProbeAt: cooldownUntil === 0 ? null : new Date(cooldownUntil).toISOString(),
      ...(by === null ? {} : { by }),
    });
  }

  #add(event: OtherEvent): void {
    this.#others[event.kind].push(event, Date.parse(event.at));
    this.#options.onEvent?.(event);
  }

  #now(): { sequence: number; at: string } {
    return { sequence: ++this.#sequence, at: new Date(this.#options.clock.wall()).toISOString() };
  }
}
