import type { AuditEntry } from '@understudy/contract';

/** An entry before it has its number. */
export type AuditDraft = Omit<AuditEntry, 'id'>;

export interface AuditQuery {
  readonly matches: (entry: AuditEntry) => boolean;
  /** `next` of the page before; default: from the newest. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Cursor of what is older; null = there is nothing. */
  readonly next: string | null;
}

/** The append-only record of who changed what and who was refused. There is no way to change or remove an entry. */
export interface AuditLog {
  /** Takes an entry; never throws, never waits. Written within a second, entries of a revision at once. */
  add(draft: AuditDraft): void;
  /** As `add`, unless an entry names the draft's revision when its turn comes. */
  addUnlessNoted(draft: AuditDraft): void;
  /** Those of the revisions that no entry names. @throws StoreUnavailableError where a shared store is away */
  unnoted(revisions: readonly number[]): Promise<readonly number[]>;
  /**
   * Entries that match, newest first, with everything that this agent has added. A page may hold fewer than there are, even
   * none, where many have to be looked at: `next` goes on.
   * @throws StoreUnavailableError where a shared store is away
   */
  find(query: AuditQuery): Promise<AuditPage>;
  /** The store that other agents write to as well; null = this process alone writes. */
  readonly shared: {
    /** Runs `listener` whenever the store can be used (again); returns what ends it. */
    readonly onUp: (listener: () => void) => () => void;
  } | null;
  /** Resolves when what was added is written, or cannot be for now. Never rejects. */
  flush(): Promise<void>;
  /** As `flush`, within seconds, and lets go. What is added afterwards is dropped. */
  close(): Promise<void>;
}
