import type { Behaviour } from './behaviour.ts';
import type { ScriptOptions } from './scriptBook.ts';
import type { DeliveredAlert } from './webhookBook.ts';

/** What a sim does from the start; a script file holds the same. */
export interface SimScript {
  /** The models that exist; absent: any does. Others get the dialect's 404. */
  models?: string[];
  /** What calls without a script of their own get; absent: a plain answer. */
  default?: Behaviour;
  scripts?: Record<string, ScriptOptions & { behaviours: Behaviour[] }>;
  /** Share of unscripted calls that fail, 0 to 1, with one of `failures` (default: a 500), drawn by `seed`. */
  failureRate?: number;
  failures?: Behaviour[];
  seed?: number;
  /** The keys that are accepted; absent: any is. */
  apiKeys?: string[];
}

/** How to start a sim. */
export interface SimOptions extends SimScript {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Keep all calls (default), the last so many, or none. */
  record?: boolean | number;
  /** Plain chat answers from a cache, unread and unrecorded; default: when nothing is recorded. */
  fast?: boolean;
  /** Serve `/_sim/…`, by which another process reads calls and sets scripts. */
  control?: boolean;
  /** Told of each alert that Alertmanager delivers at `/_sim/webhook`. */
  onAlert?: (alert: DeliveredAlert) => void;
  /** How long an idle connection stays open; default 60 s. */
  keepAliveTimeoutMs?: number;
}
