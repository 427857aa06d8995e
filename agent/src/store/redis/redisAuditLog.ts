import { randomUUID } from 'node:crypto';
import type { AuditDraft, AuditLog, AuditPage, AuditQuery } from '../audit/auditLog.ts';
import { QuietRefusals } from '../audit/quietRefusals.ts';
import { PendingAudit } from './pendingAudit.ts';
import { RedisAuditStream, type NumberedEntry } from './redisAuditStream.ts';
import type { RedisLink } from './redisLink.ts';

export interface RedisAuditLogOptions {
  /** `--instance`, by which entries say who noted them. */
  readonly instance: string;
  /** Redis refused entries, which are kept in memory and tried again; or some had to be dropped. An outage alone is not told. */
  readonly onError: (error: unknown) => void;
  /** Entries that wait in memory while Redis is away; default 10,000, some megabytes. */
  readonly maxPending?: number;
  /** Bytes of entries that Redis keeps; default 64 MiB, some 200,000 entries. */
  readonly maxBytes?: number;
}

const MAX_PENDING = 10_000;
const BATCH = 100;
const RETRY_MS = 1_000;
/** For closing, with whatever still waits. */
const CLOSE_MS = 5_000;

class RedisAuditLog implements AuditLog {
  readonly shared: AuditLog['shared'];
  readonly #link: RedisLink;
  readonly #stream: RedisAuditStream;
  readonly #onError: (error: unknown) => void;
  readonly #quiet = new QuietRefusals();
  readonly #pending: PendingAudit;
  readonly #endUps: () => void;
  /** What is being sent, until Redis has said that it is written; the same again where the answer was lost. */
  #batch: readonly NumberedEntry[] = [];
  #sequence = 0;
  #dropped = 0;
  #told = '';
  /** Tries in a row that failed. */
  #failures = 0;
  /** Sends until nothing waits or Redis does not take it. */
  #sending: Promise<void> | null = null;
  /** The last try failed: waiting for the next one is of no use to anybody. */
  #stuck = false;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(link: RedisLink, { instance, onError, maxPending, maxBytes }: RedisAuditLogOptions) {
    this.#link = link;
    this.#stream = new RedisAuditStream(link, { writer: randomUUID(), instance, maxBytes });
    this.#onError = onError;
    this.#pending = new PendingAudit(maxPending ?? MAX_PENDING);
    this.shared = { onUp: (listener) => link.onUp(listener) };
    this.#endUps = link.onUp(() => void this.#send());
  }

  /** Looks whether Redis has an audit there, to tell at once where it is something else. */
  async open(): Promise<void> {
    try {
      await this.#stream.page({ matches: () => true, limit: 1 });
    } catch (error) {
      this.#tell(error);
    }
  }

  add(draft: AuditDraft): void {
    if (!this.#quiet.isRepeat(draft)) this.#take(draft, false);
  }

  addUnlessNoted(draft: AuditDraft): void {
    this.#take(draft, true);
  }

  unnoted(revisions: readonly number[]): Promise<readonly number[]> {
    return this.#stream.unnoted(revisions);
  }

  async find(query: AuditQuery): Promise<AuditPage> {
    await this.flush();
    return this.#stream.page(query);
  }

  async flush(): Promise<void> {
    const { newest } = this.#pending;
    do {
      await this.#send();
    } while (!this.#stuck && this.#oldest() <= newest);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_MS)));
    await Promise.race([this.flush(), late]);
    clearTimeout(timer);
    clearTimeout(this.#timer);
    this.#endUps();
    const lost = this.#pending.size + this.#batch.length;
    if (lost > 0) this.#onError(new Error(`Redis did not take ${lost} entries of the audit before the end`));
  }

  #oldest(): number {
    return this.#batch[0]?.order ?? this.#pending.oldest;
  }

  #take(draft: AuditDraft, unlessNoted: boolean): void {
    if (this.#closed) return;
    if (this.#pending.add(draft, unlessNoted)) {
      if (this.#dropped === 0) {
        this.#onError(
          new Error('too many entries of the audit wait for Redis: the oldest are dropped, refusals first'),
        );
      }
      this.#dropped += 1;
    }
    void this.#send();
  }

  #send(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
      // Added after the last look.
      if (!this.#stuck && this.#pending.size > 0) void this.#send();
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    this.#stuck = false;
    // What is added by the same piece of work goes together.
    await Promise.resolve();
    while (this.#fill() && !this.#stuck) {
      try {
        await this.#stream.append(this.#batch);
        this.#written();
      } catch (error) {
        this.#stuck = true;
        this.#failures += 1;
        // A Redis that loads its data after a restart refuses for a moment.
        if (this.#failures > 1) this.#tell(error);
        this.#again();
      }
    }
  }

  /** @returns whether there is something to send */
  #fill(): boolean {
    if (this.#batch.length === 0) {
      this.#batch = this.#pending.take(BATCH).map((entry) => {
        this.#sequence += 1;
        return { ...entry, sequence: this.#sequence };
      });
    }
    return this.#batch.length > 0;
  }

  #written(): void {
    this.#batch = [];
    this.#told = '';
    this.#failures = 0;
    if (this.#dropped === 0) return;
    this.#onError(new Error(`${this.#dropped} entries of the audit were dropped: too many waited for Redis`));
    this.#dropped = 0;
  }

  /** That Redis is away is told by the link. */
  #tell(error: unknown): void {
    const { message } = error as Error;
    if (this.#link.outage !== null || this.#told === message) return;
    this.#told = message;
    this.#onError(error);
  }

  /** For a Redis that refuses or is silent without being away; else `onUp` comes first. */
  #again(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, RETRY_MS).unref();
  }
}

/**
 * Opens the audit that the agents of a group share through Redis. Each entry is written once, in the order of its agent, also
 * where answers are lost; while Redis is away entries wait in memory. Never rejects.
 */
export async function openRedisAuditLog(link: RedisLink, options: RedisAuditLogOptions): Promise<AuditLog> {
  const log = new RedisAuditLog(link, options);
  await log.open();
  return log;
}
