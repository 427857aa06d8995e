import { auditEntrySchema, type AuditEntry } from '@understudy/contract';
import { z } from 'zod';
import type { AuditPage, AuditQuery } from '../audit/auditLog.ts';

/** What Redis answers with: ids of the stream and the fields there. */
export const auditPortionSchema = z.array(z.tuple([z.string().regex(/^\d+-\d+$/), z.array(z.string())]));
export type AuditPortion = z.infer<typeof auditPortionSchema>;

/** null = it is no entry; the others must not be hidden by it. */
function parsedEntry(id: string, fields: readonly string[]): AuditEntry | null {
  const at = fields.indexOf('e');
  try {
    const draft: unknown = JSON.parse(fields[at + 1] ?? '');
    return auditEntrySchema.parse({ ...Object(draft), id: Number(id.split('-')[0]) });
  } catch {
    return null;
  }
}

/** Collects a page of what matches; one entry more than fits says that there is a next one. */
export class AuditPageCollector {
  readonly #query: AuditQuery;
  readonly #entries: AuditEntry[] = [];
  #last = '';
  #next: string | null = null;

  constructor(query: AuditQuery) {
    this.#query = query;
  }

  get page(): AuditPage {
    return { entries: this.#entries, next: this.#next };
  }

  /** Takes what is older than before, newest first; true = the page is full and it is known that there is more. */
  take(portion: AuditPortion): boolean {
    for (const [id, fields] of portion) {
      const entry = parsedEntry(id, fields);
      if (entry === null || !this.#query.matches(entry)) continue;
      if (this.#entries.length >= this.#query.limit) {
        this.#next = this.#last;
        return true;
      }
      this.#entries.push(entry);
      this.#last = id;
    }
    return false;
  }
}
