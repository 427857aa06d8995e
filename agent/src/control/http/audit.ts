import type { Role } from '@understudy/contract';

/** What the audit keeps of a write, a drill or a refused attempt. Never a secret, never a body. */
export interface AuditNote {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** User, else token; `anonymous` before authentication. */
  readonly author: string;
  readonly token: string | null;
  readonly role: Role | null;
  /** Operation id, or method and path where none matched. */
  readonly action: string;
  /** Id of the resource; empty where the action has none. */
  readonly target: string;
  readonly outcome: 'done' | 'refused';
  readonly status: number;
  /** Why it was refused, or the reason that the author gave. */
  readonly detail: string;
  /** Configuration revision that it made; null = none. */
  readonly revision: number | null;
  /** Paths of the document that changed. */
  readonly changes?: readonly string[];
}

/** Takes a note; must not throw, and does not wait for the disk. */
export type Audit = (note: AuditNote) => void;
