import { join } from 'node:path';
import {
  eventSchema,
  type AgentEvent,
  type ConfigDocument,
  type Drill,
  type StoreOperation,
} from '@understudy/contract';
import {
  openSegmentLog,
  openUsageLog,
  type ConfigChange,
  type ConfigSource,
  type ConfigStore,
  type SegmentLog,
  type UsageLog,
} from '../store/index.ts';
import {
  AttemptTally,
  Events,
  LastFallbacks,
  OpenCircuits,
  parseStatisticsEntry,
  readRequestRow,
  requestRow,
  type NotedConfig,
} from '../telemetry/index.ts';
import type { Core } from './core.ts';

export interface HistoryOptions {
  readonly dataDir: string;
  readonly core: Core;
  /** Told of what the disk refused. */
  readonly onProblem: (message: string) => void;
}

/** The last failure of the disk. */
export interface StoreFailure {
  /** Epoch ms. */
  readonly at: number;
  readonly op: StoreOperation;
  readonly message: string;
}

const MAX_RECORD_IDS = 100_000;
const MAX_SUMMARY = 300;

/** Calls of a request as they are stored. */
type StoredCalls = readonly [sequence: number, packed: string];

function parseCalls(value: unknown): StoredCalls | null {
  if (!Array.isArray(value)) return null;
  const [sequence, packed] = value as unknown[];
  return typeof sequence === 'number' && typeof packed === 'string' ? [sequence, packed] : null;
}

function parseEvent(value: unknown): AgentEvent | null {
  return eventSchema.safeParse(value).data ?? null;
}

function notedConfig(change: ConfigChange, source: ConfigSource, store: Pick<ConfigStore, 'current'>): NotedConfig {
  const { revision } = source.current();
  if (change.kind === 'refused') {
    const { message = 'it is not valid' } = change.findings[0] ?? {};
    const summary = `refused: ${message}${change.findings.length > 1 ? `, and ${change.findings.length - 1} more` : ''}`;
    return { revision, author: 'file', reason: null, outcome: 'refused', summary: summary.slice(0, MAX_SUMMARY) };
  }
  const stored = source.managed ? undefined : store.current();
  const written = stored?.revision === revision ? stored : undefined;
  return {
    revision,
    author: written?.author ?? 'file',
    reason: written?.reason ?? null,
    outcome: 'applied',
    summary: `revision ${revision} is in force`,
  };
}

/** What the agent remembers of itself over a restart: events and statistics, and what is read from them. */
export class History {
  readonly events: Events;
  readonly attempts: AttemptTally;
  readonly circuits: OpenCircuits;
  readonly lastFallbacks = new LastFallbacks();
  /** Epoch ms of the start. */
  readonly startedAt: number;
  readonly #options: HistoryOptions;
  /** Rows of requests: apart from other events, so that requests never push out what explains them. */
  #requests: SegmentLog<unknown> | null = null;
  #others: SegmentLog<AgentEvent> | null = null;
  #calls: SegmentLog<StoredCalls> | null = null;
  /** Ids of recorded calls, the newest last. */
  readonly #recordIds = new Set<string>();
  #usage: UsageLog | null = null;
  #reloadFailed = false;
  #failure: StoreFailure | null = null;

  private constructor(options: HistoryOptions) {
    this.#options = options;
    this.startedAt = options.core.clock.wall();
    this.attempts = new AttemptTally(options.core.clock);
    this.circuits = new OpenCircuits(options.core.clock);
    this.events = new Events({
      clock: options.core.clock,
      onEvent: (event) => this.#keep(event),
      onLog: (sequence, packed) => this.#calls?.append([sequence, packed]),
    });
  }

  /** True while the last configuration was refused. */
  get reloadFailed(): boolean {
    return this.#reloadFailed;
  }

  /** The last failure of the disk since the start; null = none. */
  get failure(): StoreFailure | null {
    return this.#failure;
  }

  /** Whether a recorded call with this id was booked before; a new id is remembered. */
  isBooked(id: string): boolean {
    if (this.#recordIds.has(id)) return true;
    this.#rememberId(id);
    return false;
  }

  /**
   * Reads what is stored and listens to the engine.
   * @throws the system's error where the folder cannot be used
   */
  static async open(options: HistoryOptions): Promise<History> {
    const history = new History(options);
    await history.#open();
    return history;
  }

  async #open(): Promise<void> {
    const { dataDir, core } = this.#options;
    const restore = (event: AgentEvent): void => {
      this.events.restore(event);
      this.#note(event);
    };
    const restoreRequest = (row: unknown): void => {
      const event = readRequestRow(row);
      if (event !== null) restore(event);
    };
    const folder = join(dataDir, 'events');
    this.#requests = await this.#openLog(join(folder, 'requests'), 16, (row) => row, restoreRequest);
    this.#others = await this.#openLog(join(folder, 'other'), 8, parseEvent, restore);
    const restoreCalls = ([sequence, packed]: StoredCalls): void => this.events.restoreLog(sequence, packed);
    this.#calls = await this.#openLog(join(folder, 'calls'), 4, parseCalls, restoreCalls);
    this.#usage = await openUsageLog({
      folder: join(dataDir, 'usage'),
      parse: parseStatisticsEntry,
      source: core.statistics,
      onError: (error) => this.#failed('usage', error),
      onDropped: (count) => core.metrics.eventsDropped('usage', count),
    });
    core.listen(this.events.listener);
    core.listen(this.attempts.listener);
    core.listen(this.circuits.listener);
  }

  /** Notes configurations that come into force or are refused, from now on. */
  follow(source: ConfigSource, store: Pick<ConfigStore, 'current'>): void {
    let hash = source.current().hash;
    source.onChange((change) => {
      this.#reloadFailed = change.kind === 'refused';
      if (change.kind === 'applied') {
        this.#keepOnly(change.current.document);
        // A reload of the same document is no change.
        if (change.current.hash === hash) return;
        hash = change.current.hash;
      }
      this.events.noteConfig(notedConfig(change, source, store));
    });
  }

  /** Notes a drill that is over. */
  noteDrill({ id, model, failure, outcome, answer, attempts, durationMs, author }: Drill): void {
    const servedModel = answer === null ? null : (attempts.at(-1)?.model ?? null);
    const summary = `drill of ${failure}: ${outcome}${servedModel === null ? '' : ` by ${servedModel}`}`;
    const noted = { id, model, trigger: failure, outcome, servedModel, attempts: attempts.length, durationMs, author };
    this.events.noteDrill({ ...noted, summary });
  }

  /** Resolves when everything that was counted before is written, or its writing failed. Never rejects. */
  async flush(): Promise<void> {
    this.#options.core.flush();
    const [requests, others] = [this.#requests?.flush(), this.#others?.flush()];
    await Promise.all([requests, others, this.#calls?.flush(), this.#usage?.flush()]);
  }

  /** Writes what is pending and lets go of the files. */
  async close(): Promise<void> {
    this.#options.core.flush();
    const [requests, others] = [this.#requests?.close(), this.#others?.close()];
    await Promise.all([requests, others, this.#calls?.close(), this.#usage?.close()]);
  }

  /** Opens a log and reads what is stored in it. */
  async #openLog<Entry>(
    folder: string,
    maxSegments: number,
    parse: (value: unknown) => Entry | null,
    restore: (entry: Entry) => void,
  ): Promise<SegmentLog<Entry>> {
    const log = await openSegmentLog({
      folder,
      parse,
      maxSegments,
      onError: (error) => this.#failed('events', error),
      onDropped: (count) => this.#options.core.metrics.eventsDropped('events', count),
    });
    await log.replay(restore);
    return log;
  }

  #keepOnly({ providers, models }: ConfigDocument): void {
    this.attempts.keepOnly(new Set(providers.map(({ id }) => id)));
    this.lastFallbacks.keepOnly(new Set(models.map(({ id }) => id)));
  }

  #keep(event: AgentEvent): void {
    this.#note(event);
    if (event.kind === 'request') this.#requests?.append(requestRow(event));
    else this.#others?.append(event);
  }

  #note(event: AgentEvent): void {
    this.lastFallbacks.note(event);
    if (event.kind === 'request' && event.recorded) this.#rememberId(event.id);
  }

  #rememberId(id: string): void {
    this.#recordIds.add(id);
    if (this.#recordIds.size <= MAX_RECORD_IDS) return;
    const [oldest] = this.#recordIds;
    if (oldest !== undefined) this.#recordIds.delete(oldest);
  }

  #failed(op: StoreOperation, error: unknown): void {
    const message = `${op} could not be stored: ${error instanceof Error ? error.message : String(error)}`;
    this.#failure = { at: this.#options.core.clock.wall(), op, message };
    this.#options.core.metrics.storeFailed(op);
    this.#options.onProblem(message);
  }
}
