import type { AuditDraft } from './auditLog.ts';

/** Refusals for too many requests are one a caller and action in this time: the limit itself must not fill the audit. */
const QUIET_MS = 10_000;
const MAX_CALLERS = 1_000;

/** Knows which refusals for too many requests were noted just now, by this agent. */
export class QuietRefusals {
  readonly #noted = new Map<string, number>();

  /** Whether the audit has one like it already; if not, it has from now on. */
  isRepeat({ author, action, at, status }: AuditDraft): boolean {
    if (status !== 429) return false;
    const key = JSON.stringify([author, action]);
    const now = Date.parse(at);
    const last = this.#noted.get(key);
    if (last !== undefined && now - last < QUIET_MS) return true;
    if (this.#noted.size >= MAX_CALLERS) this.#noted.clear();
    this.#noted.set(key, now);
    return false;
  }
}
