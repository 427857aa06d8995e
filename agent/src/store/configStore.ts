import type { ConfigDocument } from '@understudy/contract';

/** One revision without its document. */
export interface RevisionInfo {
  /** Counts from 1. 0 stands for a store that holds nothing yet. */
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who wrote it: a user, a token's name, or the file it came from. */
  readonly author: string;
  readonly reason?: string;
  /** `documentHash` of the document. */
  readonly hash: string;
}

/** A revision with the document as it was written. */
export interface StoredRevision extends RevisionInfo {
  readonly document: ConfigDocument;
}

export interface WriteRequest {
  /** The revision that the writer read; 0 for an empty store. */
  readonly expectedRevision: number;
  /** Valid, and without plain secrets. */
  readonly document: ConfigDocument;
  readonly author: string;
  readonly reason?: string;
}

/** `revision` once it is safe on disk; `conflict` (nothing written) where another write came first. */
export type WriteResult = { readonly revision: StoredRevision } | { readonly conflict: StoredRevision | undefined };

/** Where the document is kept, and whether that place can be reached. */
export interface StoreState {
  readonly kind: 'file' | 'redis';
  /** Where, without user and password; null = the data folder. */
  readonly address: string | null;
  /** null = it is there. `since`: epoch ms; `problem`: the reason, without secrets. */
  readonly outage: { readonly since: number; readonly problem: string } | null;
}

/** `own`: this process wrote it. */
export type WriteListener = (revision: StoredRevision, own: boolean) => void;

/** The home of the configuration document. Reading the current one is free of I/O. */
export interface ConfigStore {
  /** The revision in force, or `undefined` while the store is empty. */
  current(): StoredRevision | undefined;
  /**
   * Compare-and-set; writes are done one after the other. An acknowledged write survives a crash at any instant. A conflict
   * makes the other write current here, too.
   * @throws PlainSecretError where the document holds a secret that is neither a reference nor sealed
   * @throws the system's error where the disk refuses, StoreUnavailableError where a shared store is away; the previous
   *   revision then stays in force
   */
  write(request: WriteRequest): Promise<WriteResult>;
  /** Numbers of the revisions that are kept, oldest first; no revision is read for it. */
  revisionNumbers(): Promise<number[]>;
  /** Revisions that are kept, newest first. */
  revisions(): Promise<RevisionInfo[]>;
  /** One kept revision, or `undefined`. */
  revision(number: number): Promise<StoredRevision | undefined>;
  /** Calls `listener` after each acknowledged write, of this process or of another that shares the store; returns what ends it. */
  onWrite(listener: WriteListener): () => void;
  /** Calls `listener` where another process left a revision that this one cannot read; what is current stays. Returns what ends it. */
  onUnreadable(listener: (problem: string) => void): () => void;
  /** Resolves once `current` is what the store says, and no more what was known of it while it was away. */
  reached(): Promise<void>;
  state(): StoreState;
  /** Waits for writes under way and lets go of the data folder. */
  close(): Promise<void>;
}
