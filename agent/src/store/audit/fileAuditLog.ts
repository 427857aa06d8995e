import { auditEntrySchema, type AuditEntry } from '@understudy/contract';
import { openSegmentLog, type SegmentLog } from '../segments/segmentLog.ts';
import type { AuditDraft, AuditLog, AuditPage, AuditQuery } from './auditLog.ts';
import { QuietRefusals } from './quietRefusals.ts';

export interface AuditLogOptions {
  /** A folder of its own. */
  readonly folder: string;
  /** Writing failed; entries are kept in memory and tried again. */
  readonly onError: (error: unknown) => void;
}

/** About 64 MiB at most: some 200,000 entries. A flood of refused attempts pushes the oldest out after days, not minutes. */
const MAX_SEGMENTS = 16;

function parseEntry(value: unknown): AuditEntry | null {
  const parsed = auditEntrySchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

class FileAuditLog implements AuditLog {
  readonly shared = null;
  readonly #log: SegmentLog<AuditEntry>;
  readonly #quiet = new QuietRefusals();
  #lastId: number;
  /** Newest configuration revision that an entry names; 0 = none. */
  #lastRevision: number;

  constructor(log: SegmentLog<AuditEntry>, lastId: number, lastRevision: number) {
    this.#log = log;
    this.#lastId = lastId;
    this.#lastRevision = lastRevision;
  }

  add(draft: AuditDraft): void {
    if (this.#quiet.isRepeat(draft)) return;
    this.#lastId += 1;
    this.#log.append({ id: this.#lastId, ...draft });
    if (draft.revision === null) return;
    this.#lastRevision = Math.max(this.#lastRevision, draft.revision);
    void this.#log.flush();
  }

  addUnlessNoted(draft: AuditDraft): void {
    if (draft.revision === null || draft.revision > this.#lastRevision) this.add(draft);
  }

  unnoted(revisions: readonly number[]): Promise<readonly number[]> {
    return Promise.resolve(revisions.filter((revision) => revision > this.#lastRevision));
  }

  find(query: AuditQuery): Promise<AuditPage> {
    return this.#log.readNewest(query);
  }

  flush(): Promise<void> {
    return this.#log.flush();
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

/**
 * Opens the audit in a folder and goes on where it ended.
 * @throws the system's error where the folder cannot be used
 */
export async function openAuditLog({ folder, onError }: AuditLogOptions): Promise<AuditLog> {
  const log = await openSegmentLog<AuditEntry>({ folder, parse: parseEntry, maxSegments: MAX_SEGMENTS, onError });
  const newest = await log.readNewest({ limit: 1 });
  const written = await log.readNewest({ limit: 1, matches: ({ revision }) => revision !== null });
  return new FileAuditLog(log, newest.entries[0]?.id ?? 0, written.entries[0]?.revision ?? 0);
}
