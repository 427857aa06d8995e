import { open, readFile, type FileHandle } from 'node:fs/promises';
import { linesBackwards, type FoundLine } from './linesBackwards.ts';
import type { SegmentFiles } from './segmentFiles.ts';

/** What to read. */
export interface SegmentQuery<Entry> {
  /** Default: every entry. */
  readonly matches?: (entry: Entry) => boolean;
  /** `next` of the page before; default: from the newest. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface SegmentPage<Entry> {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Cursor of the page after this one; null = there is nothing more. */
  readonly next: string | null;
}

interface Segments {
  /** Oldest first. */
  readonly numbers: readonly number[];
  /** The one that is written to, and how much of it is whole. */
  readonly last: { readonly number: number; readonly size: number };
}

/** Where reading goes on: entries of a segment before a byte. */
interface Position {
  readonly segment: number;
  readonly before: number;
}

/** What a cursor looks like; anything else reads from the newest. */
const SEGMENT_CURSOR = /^(\d{1,10})-(\d{1,15})$/;

function positionOf(cursor: string | undefined): Position {
  const found = SEGMENT_CURSOR.exec(cursor ?? '');
  return found === null
    ? { segment: Infinity, before: Infinity }
    : { segment: Number(found[1]), before: Number(found[2]) };
}

function parsed<Entry>(text: string, parse: (value: unknown) => Entry | null): Entry | null {
  try {
    return parse(JSON.parse(text));
  } catch {
    return null; // a damaged line must not hide the others
  }
}

/** A segment may have been removed since its name was read: then it is as if it were empty. */
async function opened<Result>(path: string, read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${path} cannot be read`, { cause: error });
  }
}

/** Collects a page; one entry more than the limit is looked for, to know whether there is a next page. */
class PageCollector<Entry> {
  readonly entries: Entry[] = [];
  next: string | null = null;
  readonly #parse: (value: unknown) => Entry | null;
  readonly #query: SegmentQuery<Entry>;
  #last = '';

  constructor(parse: (value: unknown) => Entry | null, query: SegmentQuery<Entry>) {
    this.#parse = parse;
    this.#query = query;
  }

  /** Takes lines of a segment; true = the page is full and it is known that there is more. */
  take(segment: number, lines: readonly FoundLine[]): boolean {
    for (const { text, start } of lines) {
      const entry = parsed(text, this.#parse);
      if (entry === null || this.#query.matches?.(entry) === false) continue;
      if (this.entries.length >= this.#query.limit) {
        this.next = this.#last;
        return true;
      }
      this.entries.push(entry);
      this.#last = `${segment}-${start}`;
    }
    return false;
  }
}

async function takeSegment<Entry>(
  handle: FileHandle,
  segment: number,
  end: number,
  collector: PageCollector<Entry>,
): Promise<boolean> {
  try {
    const size = Math.min(end, (await handle.stat()).size);
    for await (const lines of linesBackwards(handle, size)) {
      if (collector.take(segment, lines)) return true;
    }
    return false;
  } finally {
    await handle.close();
  }
}

/** Reads a page of entries, newest first. */
export async function readPage<Entry>(
  files: SegmentFiles,
  { numbers, last }: Segments,
  parse: (value: unknown) => Entry | null,
  query: SegmentQuery<Entry>,
): Promise<SegmentPage<Entry>> {
  const from = positionOf(query.cursor);
  const collector = new PageCollector(parse, query);
  for (const segment of numbers.toReversed()) {
    if (segment > from.segment) continue;
    const whole = segment === last.number ? last.size : Infinity;
    const end = segment === from.segment ? Math.min(from.before, whole) : whole;
    const handle = await opened(files.path(segment), () => open(files.path(segment), 'r'));
    if (handle !== null && (await takeSegment(handle, segment, end, collector))) break;
  }
  return { entries: collector.entries, next: collector.next };
}

/** Visits every entry, oldest first, a segment in memory at a time. */
export async function replaySegments<Entry>(
  files: SegmentFiles,
  numbers: readonly number[],
  parse: (value: unknown) => Entry | null,
  visit: (entry: Entry) => void,
): Promise<void> {
  for (const segment of numbers) {
    const path = files.path(segment);
    const text = await opened(path, () => readFile(path, 'utf8'));
    for (const line of (text ?? '').split('\n')) {
      const entry = line === '' ? null : parsed(line, parse);
      if (entry !== null) visit(entry);
    }
  }
}
