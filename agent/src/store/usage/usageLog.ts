import { openSegmentLog, type SegmentLog } from '../segments/segmentLog.ts';

/** What is kept: sums that answer with what changed and can be put back. */
export interface UsageSource<Entry> {
  /** What changed since this was last asked. An entry holds a state, not a difference: the last one of its kind counts. */
  takeChanges(): readonly Entry[];
  /**
   * Everything, in portions of some milliseconds' work, each as it stands when it is asked for. Changes between two portions
   * are told by `takeChanges`.
   */
  entries(): Iterable<readonly Entry[]>;
  restore(entry: Entry): void;
}

export interface UsageLogOptions<Entry> {
  /** A folder of its own. */
  readonly folder: string;
  readonly parse: (value: unknown) => Entry | null;
  readonly source: UsageSource<Entry>;
  /** Milliseconds between two writes of what changed; default 500. Twice that is the most that a `kill -9` costs. */
  readonly everyMs?: number;
  /** Bytes of changes after which everything is written anew and the older segments go; default 16 MiB. */
  readonly compactBytes?: number;
  readonly onError?: (error: unknown) => void;
  readonly onDropped?: (count: number) => void;
}

export interface UsageLog {
  /** Writes what changed; resolves when it is written or its writing failed (`onError`). Never rejects. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

class SegmentUsageLog<Entry> implements UsageLog {
  readonly #options: UsageLogOptions<Entry>;
  readonly #log: SegmentLog<Entry>;
  readonly #timer: NodeJS.Timeout;
  #compactFrom: number;
  #compacting: Promise<void> | null = null;
  #closed = false;

  constructor(log: SegmentLog<Entry>, options: UsageLogOptions<Entry>) {
    this.#options = options;
    this.#log = log;
    this.#compactFrom = options.compactBytes ?? 16 * 1024 * 1024;
    this.#timer = setInterval(() => void this.flush(), options.everyMs ?? 500).unref();
  }

  async flush(): Promise<void> {
    for (const entry of this.#options.source.takeChanges()) this.#log.append(entry);
    await this.#log.flush();
    if (this.#closed || this.#compacting !== null || this.#log.stats().currentBytes < this.#compactFrom) return;
    this.#compacting = this.#compact().finally(() => (this.#compacting = null));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#compacting;
    await this.flush();
    await this.#log.close();
  }

  /**
   * Writes everything into a new segment, in portions, while changes go there as well. Only then the older segments go: a
   * crash on the way leaves both, and the last state of each row counts.
   */
  async #compact(): Promise<void> {
    const { failures, dropped } = this.#log.stats();
    const segment = await this.#log.rotate();
    for (const entries of this.#options.source.entries()) {
      // At once: a change that is told later must stand after the state that it follows.
      for (const entry of entries) this.#log.append(entry);
      await this.#log.flush();
      await breathe();
    }
    const after = this.#log.stats();
    if (after.failures !== failures || after.dropped !== dropped) return;
    await this.#log.removeBefore(segment);
    this.#compactFrom = after.currentBytes * 2 + (this.#options.compactBytes ?? 16 * 1024 * 1024);
  }
}

/**
 * Opens the log of a folder, puts what it holds back into the source, and goes on writing what changes.
 * @throws the system's error where the folder cannot be used
 */
export async function openUsageLog<Entry>(options: UsageLogOptions<Entry>): Promise<UsageLog> {
  const { folder, parse, source, onError, onDropped } = options;
  const log = await openSegmentLog<Entry>({
    folder,
    parse,
    maxSegmentBytes: Infinity,
    maxSegments: Infinity,
    maxPending: 500_000,
    ...(onError === undefined ? {} : { onError }),
    ...(onDropped === undefined ? {} : { onDropped }),
  });
  await log.replay((entry) => source.restore(entry));
  source.takeChanges();
  return new SegmentUsageLog(log, options);
}
