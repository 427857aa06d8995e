import { createClient, ErrorReply } from '@redis/client';
import { StoreUnavailableError } from '../storeUnavailable.ts';
import { redisLabel, type RedisAddress } from './redisAddress.ts';

export interface RedisLinkOptions {
  readonly address: RedisAddress;
  /** `--group`: agents of one group share their keys. */
  readonly group: string;
  /** `--instance`, as Redis lists its clients. */
  readonly instance: string;
  /** Milliseconds that opening waits for Redis before it goes on without; default 3,000. */
  readonly patienceMs?: number;
  /** Milliseconds for one command; default 2,000. */
  readonly commandMs?: number;
  /** Told once an outage, with the reason and without secrets. */
  readonly onDown: (problem: string) => void;
  /** Told when Redis is there again. */
  readonly onBack: () => void;
}

/** That Redis cannot be reached now. */
export interface RedisOutage {
  /** Epoch ms. */
  readonly since: number;
  /** The reason, without secrets. */
  readonly problem: string;
}

/** The connection that everything shared goes through. Off the request path: nobody who answers a client waits for it. */
export interface RedisLink {
  /** Where Redis is, without user and password. */
  readonly label: string;
  /** null = it is there. */
  readonly outage: RedisOutage | null;
  /** The key of this group by that name. */
  key(name: string): string;
  /** The channel of this group by that name. Channels know no databases: the number is part of the name. */
  channel(name: string): string;
  /** @throws StoreUnavailableError where Redis is away, refuses, or does not answer in time: it may have been done all the same */
  command(...words: readonly string[]): Promise<unknown>;
  /** Runs a Lua script, whole or not at all, over keys given by their names. @throws StoreUnavailableError as `command` */
  script(lua: string, names: readonly string[], values: readonly string[]): Promise<unknown>;
  /**
   * Hears the group's channel of that name, over all reconnects; what is told during an outage is missed. Resolves once it is
   * heard, or at once where Redis is away. Never rejects.
   */
  subscribe(name: string, listener: (message: string) => void): Promise<void>;
  /** Runs `listener` whenever Redis has come (back) and channels are heard: the time to read what was missed. */
  onUp(listener: () => void): () => void;
  close(): void;
}

const CONNECT_MS = 2_000;
const PING_MS = 2_000;
/** Without a byte for this long, although it is pinged, the connection is dead. */
const SILENCE_MS = 6_000;
const MAX_RECONNECT_MS = 2_000;

const LATE = 'it did not answer in time';

/** Grows to two seconds; of a fleet, not all at once. */
function reconnectMs(retries: number): number {
  return Math.min(MAX_RECONNECT_MS, 50 * 2 ** Math.min(retries, 10)) * (0.5 + Math.random() / 2);
}

function newClient({ address, instance }: RedisLinkOptions) {
  const { host, port, tls, username, password, database } = address;
  const socket = { host, port, connectTimeout: CONNECT_MS, socketTimeout: SILENCE_MS, reconnectStrategy: reconnectMs };
  return createClient({
    socket: tls ? { ...socket, tls: true } : socket,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    database,
    name: `understudy-${instance}`,
    pingInterval: PING_MS,
    // What cannot be sent now is told at once: a write that is done minutes later surprises whoever gave it up.
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    // A right that Redis before 7.2 cannot even name, and its log of refusals would fill where nobody grants it.
    disableClientInfo: true,
  });
}

const FIXES: readonly (readonly [RegExp, string])[] = [
  [/^(WRONGPASS|NOAUTH|ERR AUTH)/, 'Check the user and password of --store and UNDERSTUDY_STORE_PASSWORD.'],
  [/^NOPERM/, 'Give the user the rights that docs/configuration.md lists for Redis.'],
  [/^READONLY/, 'Name the primary in --store: this one is a replica.'],
  [/^OOM/, 'Give Redis more memory; its policy must be noeviction.'],
  [/^(MISCONF|LOADING|BUSY|MASTERDOWN)/, 'See the log of Redis; the agent tries again.'],
];

/** The first line of what went wrong; Redis and sockets name no secrets. */
function problemOf(error: unknown): string {
  const { message = error } = Object(error) as { readonly message?: unknown };
  return String(message).split('\n')[0] ?? '';
}

class Link implements RedisLink {
  readonly label: string;
  readonly #client: ReturnType<typeof newClient>;
  readonly #options: RedisLinkOptions;
  readonly #channels = new Map<string, (message: string) => void>();
  readonly #heard = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #outage: RedisOutage | null;
  /** Whether anybody was told of the outage. Nobody is before patience is over. */
  #told = false;
  #opening = true;
  #closed = false;

  constructor(options: RedisLinkOptions) {
    this.#options = options;
    this.label = redisLabel(options.address);
    this.#outage = { since: Date.now(), problem: 'it has not answered yet' };
    this.#client = newClient(options);
    this.#client.on('error', (error: unknown) => this.#down(problemOf(error)));
    this.#client.on('ready', () => void this.#up());
    // An outage without a reconnect: Redis refused for a while, and answers again.
    this.#client.on('ping-interval', () => this.#outage !== null && void this.#up());
  }

  get outage(): RedisOutage | null {
    return this.#outage;
  }

  /** Begins to connect, for as long as it takes. @returns once Redis is there, or patience is over */
  async open(): Promise<void> {
    const first = new Promise<void>((resolve) => this.onUp(resolve));
    void this.#client.connect().catch((error: unknown) => this.#down(problemOf(error)));
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.#options.patienceMs ?? 3_000)));
    await Promise.race([first, patience]);
    clearTimeout(timer);
    this.#opening = false;
    if (this.#outage !== null) this.#tell(this.#outage.problem);
  }

  key(name: string): string {
    return `understudy:{${this.#options.group}}:${name}`;
  }

  channel(name: string): string {
    const { database } = this.#options.address;
    return this.key(database === 0 ? name : `${name}@${database}`);
  }

  command(...words: readonly string[]): Promise<unknown> {
    return this.#answered(() => this.#client.sendCommand([...words]));
  }

  script(lua: string, names: readonly string[], values: readonly string[]): Promise<unknown> {
    const keys = names.map((name) => this.key(name));
    return this.#answered(() => this.#client.eval(lua, { keys, arguments: [...values] }));
  }

  async subscribe(name: string, listener: (message: string) => void): Promise<void> {
    this.#channels.set(this.channel(name), listener);
    if (this.#outage === null) await this.#hear();
  }

  onUp(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#closed = true;
    this.#listeners.clear();
    if (this.#client.isOpen) this.#client.destroy();
  }

  async #answered(send: () => Promise<unknown>): Promise<unknown> {
    if (this.#outage !== null) throw this.#unavailable(this.#outage.problem, true);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // Nothing more is sent then, so that the silence on the connection is one, and it is made anew.
        this.#down(LATE);
        reject(new Error(LATE));
      }, this.#options.commandMs ?? 2_000);
    });
    try {
      return await Promise.race([send(), late]);
    } catch (error) {
      throw this.#unavailable(problemOf(error), error instanceof ErrorReply);
    } finally {
      clearTimeout(timer);
    }
  }

  #unavailable(problem: string, isCertain: boolean): StoreUnavailableError {
    const fix =
      FIXES.find(([pattern]) => pattern.test(problem))?.[1] ??
      'Bring Redis back, or try again; until then the agent serves on with what is in force.';
    return new StoreUnavailableError(`Redis at ${this.label} cannot be used: ${problem}`, { fix, isCertain });
  }

  #down(problem: string): void {
    if (this.#closed) return;
    this.#outage = { since: this.#outage?.since ?? Date.now(), problem };
    if (!this.#opening) this.#tell(problem);
  }

  #tell(problem: string): void {
    if (this.#told) return;
    this.#told = true;
    this.#options.onDown(problem);
  }

  /** A Redis that reads its data after a start takes connections and refuses everything else. */
  async #works(): Promise<boolean> {
    try {
      await this.#client.sendCommand(['PING']);
      return true;
    } catch (error) {
      this.#down(problemOf(error));
      return false;
    }
  }

  /** @returns whether all channels are heard; what was heard before the client hears again by itself */
  async #hear(): Promise<boolean> {
    try {
      for (const [channel, listener] of this.#channels) {
        if (this.#heard.has(channel)) continue;
        await this.#client.subscribe(channel, listener);
        this.#heard.add(channel);
      }
      return true;
    } catch (error) {
      this.#down(problemOf(error));
      return false;
    }
  }

  async #up(): Promise<void> {
    if (!(await this.#works()) || !(await this.#hear()) || this.#closed || !this.#client.isReady) return;
    this.#outage = null;
    if (this.#told) this.#options.onBack();
    this.#told = false;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Connects to Redis. Never fails for an outage: the link then is there with `outage` set, and goes on trying. */
export async function openRedisLink(options: RedisLinkOptions): Promise<RedisLink> {
  const link = new Link(options);
  await link.open();
  return link;
}
