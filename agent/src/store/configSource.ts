import type { ConfigDocument, Finding } from '@understudy/contract';

/** The configuration in force. */
export interface CurrentConfig {
  readonly document: ConfigDocument;
  /** 0 = a store that holds nothing yet. */
  readonly revision: number;
  readonly hash: string;
}

/** What a change of the configuration came to. After `refused` the one before stays in force. */
export type ConfigChange =
  | { readonly kind: 'applied'; readonly current: CurrentConfig; readonly warnings: readonly Finding[] }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** Where the agent gets its configuration from: the document store, or with `--managed` the file. */
export interface ConfigSource {
  current(): CurrentConfig;
  /** Whether the file is the truth: the control API then is read-only. */
  readonly managed: boolean;
  /** Calls `listener` after each change and each refused one; returns what ends it. */
  onChange(listener: (change: ConfigChange) => void): () => void;
  /**
   * SIGHUP: with `--managed` reads the file again; otherwise tells `applied` with the same document, so that files behind
   * secrets are read again. Never rejects.
   */
  reload(): Promise<void>;
  /** Ends watching. The store is the opener's to close. */
  close(): Promise<void>;
}
