import { mkdir } from 'node:fs/promises';
import { SegmentFiles } from './segmentFiles.ts';
import { readPage, replaySegments, type SegmentPage, type SegmentQuery } from './segmentReader.ts';
import { SegmentWriter } from './segmentWriter.ts';

export interface SegmentLogOptions<Entry> {
  /** A folder of its own; made where it is missing. One process at a time: the data folder's lock sees to that. */
  readonly folder: string;
  /** Makes an entry of a line's JSON; null = not one, the line is skipped. */
  readonly parse: (value: unknown) => Entry | null;
  /** A segment that has reached this is followed by a new one; default 4 MiB. `Infinity` = only `rotate` begins one. */
  readonly maxSegmentBytes?: number;
  /** Segments kept, the oldest go; default 16. */
  readonly maxSegments?: number;
  /** Milliseconds after which an appended entry is written at the latest; default 250. What a `kill -9` may cost. */
  readonly flushMs?: number;
  /**
   * When the disk is asked to keep its promise (fdatasync). `rotation` (default): at the end of a segment and on close, so a
   * power cut may cost what the system had not written yet, a killed process nothing. `batch`: after each batch.
   */
  readonly sync?: 'rotation' | 'batch';
  /** Entries that wait to be written; beyond it new ones are dropped. Default 50,000. */
  readonly maxPending?: number;
  /** A write, a sync or a removal failed. Entries stay pending and are tried again with the next batch. */
  readonly onError?: (error: unknown) => void;
  readonly onDropped?: (count: number) => void;
}

export interface SegmentStats {
  readonly pending: number;
  readonly dropped: number;
  /** Failed batches. */
  readonly failures: number;
  readonly segments: number;
  /** Bytes of the segment that is written to. */
  readonly currentBytes: number;
}

/** An append-only log of JSON lines in segments, bounded by their number. Appending costs no I/O. */
export interface SegmentLog<Entry> {
  /** Takes an entry, which must not change any more. Never throws, never waits. */
  append(entry: Entry): void;
  /** Resolves when everything that was appended before is written, or its writing failed (`onError`). Never rejects. */
  flush(): Promise<void>;
  /** Entries that match, newest first, without loading more than it looks at. What is pending is written first. */
  readNewest(query: SegmentQuery<Entry>): Promise<SegmentPage<Entry>>;
  /** Every entry from the oldest to the newest, for a start. */
  replay(visit: (entry: Entry) => void): Promise<void>;
  /** Ends the segment and begins a new one; returns its number. */
  rotate(): Promise<number>;
  /** Removes whole segments older than `segment`. */
  removeBefore(segment: number): Promise<void>;
  stats(): SegmentStats;
  /** Writes what is pending and lets go of the file. What is appended afterwards is dropped. */
  close(): Promise<void>;
}

/** Entries turned into text at a time, so that a burst does not hold the event loop. */
const BATCH = 256;

class FileSegmentLog<Entry> implements SegmentLog<Entry> {
  readonly #options: SegmentLogOptions<Entry>;
  readonly #files: SegmentFiles;
  #writer: SegmentWriter;
  #numbers: number[];
  #pending: Entry[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** One operation after the other. */
  #queue: Promise<void> = Promise.resolve();
  #dropped = 0;
  #failures = 0;
  #closed = false;

  constructor(
    parts: { files: SegmentFiles; writer: SegmentWriter; numbers: number[] },
    options: SegmentLogOptions<Entry>,
  ) {
    this.#files = parts.files;
    this.#writer = parts.writer;
    this.#numbers = parts.numbers;
    this.#options = options;
  }

  append(entry: Entry): void {
    if (this.#closed || this.#pending.length >= (this.#options.maxPending ?? 50_000)) {
      this.#dropped += 1;
      this.#options.onDropped?.(1);
      return;
    }
    this.#pending.push(entry);
    this.#schedule();
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#serially(() => this.#writePending()).then(() => {
      // What could not be written is tried again, also where nothing new comes.
      if (this.#pending.length > 0) this.#schedule();
    });
  }

  async readNewest(query: SegmentQuery<Entry>): Promise<SegmentPage<Entry>> {
    await this.flush();
    const { number, size } = this.#writer;
    return readPage(this.#files, { numbers: [...this.#numbers], last: { number, size } }, this.#options.parse, query);
  }

  async replay(visit: (entry: Entry) => void): Promise<void> {
    await this.flush();
    await replaySegments(this.#files, this.#numbers, this.#options.parse, visit);
  }

  async rotate(): Promise<number> {
    await this.#serially(async () => {
      await this.#writePending();
      await this.#next();
    });
    return this.#writer.number;
  }

  removeBefore(segment: number): Promise<void> {
    return this.#serially(async () => {
      const old = this.#numbers.filter((number) => number < segment && number !== this.#writer.number);
      await this.#files.remove(old);
      this.#numbers = this.#numbers.filter((number) => !old.includes(number));
    });
  }

  stats(): SegmentStats {
    return {
      pending: this.#pending.length,
      dropped: this.#dropped,
      failures: this.#failures,
      segments: this.#numbers.length,
      currentBytes: this.#writer.size,
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return this.#queue;
    this.#closed = true;
    await this.flush();
    await this.#serially(() => this.#writer.sync());
    await this.#serially(() => this.#writer.close());
  }

  #schedule(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => void this.flush(), this.#options.flushMs ?? 250).unref();
  }

  #serially(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work).catch((error: unknown) => {
      this.#failures += 1;
      this.#options.onError?.(error);
    });
    this.#queue = done;
    return done;
  }

  async #writePending(): Promise<void> {
    if (this.#pending.length === 0) return;
    const { sync, maxSegmentBytes = 4 * 1024 * 1024 } = this.#options;
    while (this.#pending.length > 0) {
      const batch = this.#pending.slice(0, BATCH);
      await this.#writer.write(batch.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      this.#pending = this.#pending.slice(batch.length);
      if (this.#writer.size >= maxSegmentBytes) await this.#next();
    }
    if (sync === 'batch') await this.#writer.sync();
  }

  async #next(): Promise<void> {
    const ended = this.#writer;
    await ended.sync();
    this.#writer = await SegmentWriter.open(this.#files, ended.number + 1);
    await ended.close();
    this.#numbers.push(this.#writer.number);
    const surplus = this.#numbers.splice(0, this.#numbers.length - (this.#options.maxSegments ?? 16));
    await this.#files.remove(surplus);
  }
}

/**
 * Opens the log in a folder and goes on where it ended; a last line that a crash tore is cut off.
 * @throws the system's error where the folder cannot be used
 */
export async function openSegmentLog<Entry>(options: SegmentLogOptions<Entry>): Promise<SegmentLog<Entry>> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const files = new SegmentFiles(options.folder);
  const numbers = await files.numbers();
  if (numbers.length === 0) numbers.push(1);
  const writer = await SegmentWriter.open(files, numbers.at(-1) ?? 1);
  return new FileSegmentLog({ files, writer, numbers }, options);
}
