import { Pool, type Dispatcher } from 'undici';

/** An origin to keep connections to. */
export interface UpstreamTarget {
  /** The provider's id. */
  readonly id: string;
  /** Scheme, host and port. */
  readonly origin: string;
  readonly maxConnections: number;
}

interface Entry {
  readonly target: UpstreamTarget;
  readonly pool: Pool;
}

/** Ends handshakes that nobody waits for any more; the attempt's own `connect` timer is the rule. In ms. */
const HANDSHAKE_LIMIT_MS = 30_000;
/** Most servers close idle connections after 5 s (Node, uvicorn); a connection reused too late is a lost request. In ms. */
const IDLE_LIMIT_MS = 4_000;

function open({ origin, maxConnections }: UpstreamTarget): Pool {
  return new Pool(origin, {
    connections: maxConnections,
    pipelining: 1,
    allowH2: false,
    connectTimeout: HANDSHAKE_LIMIT_MS,
    keepAliveTimeout: IDLE_LIMIT_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** One pool of connections a provider. */
export class UpstreamPools {
  #entries = new Map<string, Entry>();
  /** Pools that are closing, and when each is closed. */
  readonly #retiring = new Map<Pool, Promise<void>>();

  /**
   * The pool of a provider; undefined = not configured, or for another origin by now: a call that was prepared with older
   * settings must not take its credential to a new address.
   */
  get(id: string, origin: string): Dispatcher | undefined {
    const entry = this.#entries.get(id);
    return entry?.target.origin === origin ? entry.pool : undefined;
  }

  /** Takes over changed settings. Calls in flight end on the pool they began on, which closes after the last of them. */
  apply(targets: readonly UpstreamTarget[]): void {
    const before = this.#entries;
    this.#entries = new Map();
    for (const target of targets) {
      const kept = before.get(target.id);
      if (kept?.target.origin === target.origin && kept.target.maxConnections === target.maxConnections) {
        this.#entries.set(target.id, kept);
        before.delete(target.id);
      } else {
        this.#entries.set(target.id, { target, pool: open(target) });
      }
    }
    for (const { pool } of before.values()) this.#retire(pool);
  }

  /** Closes every pool when its calls in flight are over. No new calls are taken. */
  async close(): Promise<void> {
    this.apply([]);
    await Promise.all(this.#retiring.values());
  }

  /** Closes every connection now; calls in flight end with a fault. */
  async destroy(): Promise<void> {
    this.apply([]);
    const closed = Array.from(this.#retiring.values());
    for (const pool of this.#retiring.keys()) void pool.destroy();
    await Promise.all(closed);
  }

  #retire(pool: Pool): void {
    const gone = () => void this.#retiring.delete(pool);
    // `close` is refused only by a pool that was destroyed meanwhile, which is as closed as can be.
    this.#retiring.set(pool, pool.close().then(gone, gone));
  }
}
