import { auditEntrySchema, type AuditEntry } from '@understudy/contract';
import { openSegmentLog, type SegmentLog } from '../segments/segmentLog.ts';

/** An entry before it has its number. */
export type AuditDraft = Omit<AuditEntry, 'id'>;

export interface AuditQuery {
  readonly matches: (entry: AuditEntry) => boolean;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The append-only record of who changed what and who was refused. There is no way to change or remove an entry. */
export interface AuditLog {
  /** Takes an entry; never throws, never waits. On disk within a second, entries of a revision at once. */
  add(draft: AuditDraft): void;
  /** Entries that match, newest first. */
  find(query: AuditQuery): Promise<{ entries: readonly AuditEntry[]; next: string | null }>;
  /** Newest configuration revision that an entry names; 0 = none. */
  readonly lastRevision: number;
  /** Resolves when what was added is written. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface AuditLogOptions {
  /** A folder of its own. */
  readonly folder: string;
  /** Writing failed; entries are kept in memory and tried again. */
  readonly onError: (error: unknown) => void;
}

/** About 64 MiB at most: some 200,000 entries. A flood of refused attempts pushes the oldest out after days, not minutes. */
const MAX_SEGMENTS = 16;

/** Refusals for too many requests are one a caller and action in this time: the limit itself must not fill the audit. */
const QUIET_MS = 10_000;
const MAX_QUIET = 1_000;

function parseEntry(value: unknown): AuditEntry | null {
  const parsed = auditEntrySchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

class FileAuditLog implements AuditLog {
  readonly #log: SegmentLog<AuditEntry>;
  readonly #quiet = new Map<string, number>();
  #lastId: number;
  #lastRevision: number;

  constructor(log: SegmentLog<AuditEntry>, lastId: number, lastRevision: number) {
    this.#log = log;
    this.#lastId = lastId;
    this.#lastRevision = lastRevision;
  }

  get lastRevision(): number {
    return this.#lastRevision;
  }

  add(draft: AuditDraft): void {
    if (draft.status === 429 && this.#isRepeat(draft)) return;
    this.#lastId += 1;
    this.#log.append({ id: this.#lastId, ...draft });
    if (draft.revision === null) return;
    this.#lastRevision = Math.max(this.#lastRevision, draft.revision);
    void this.#log.flush();
  }

  find(query: AuditQuery): Promise<{ entries: readonly AuditEntry[]; next: string | null }> {
    return this.#log.readNewest(query);
  }

  flush(): Promise<void> {
    return this.#log.flush();
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  #isRepeat({ author, action, at }: AuditDraft): boolean {
    const key = JSON.stringify([author, action]);
    const now = Date.parse(at);
    const last = this.#quiet.get(key);
    if (last !== undefined && now - last < QUIET_MS) return true;
    if (this.#quiet.size >= MAX_QUIET) this.#quiet.clear();
    this.#quiet.set(key, now);
    return false;
  }
}

/**
 * Opens the audit and goes on where it ended.
 * @throws the system's error where the folder cannot be used
 */
export async function openAuditLog({ folder, onError }: AuditLogOptions): Promise<AuditLog> {
  const log = await openSegmentLog<AuditEntry>({ folder, parse: parseEntry, maxSegments: MAX_SEGMENTS, onError });
  const newest = await log.readNewest({ limit: 1 });
  const written = await log.readNewest({ limit: 1, matches: ({ revision }) => revision !== null });
  return new FileAuditLog(log, newest.entries[0]?.id ?? 0, written.entries[0]?.revision ?? 0);
}
