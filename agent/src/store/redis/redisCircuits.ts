import { randomUUID } from 'node:crypto';
import { StoreUnavailableError } from '../storeUnavailable.ts';
import {
  CIRCUIT_MOVED,
  CIRCUITS,
  CIRCUITS_ORDER,
  circuitsAnswer,
  leasesOf,
  orderAnswer,
  READ_CIRCUITS,
  readKept,
  readTold,
  TAKE_LEASE,
  takenAnswer,
  TELL_MOVE,
  type Told,
  type ToldMove,
} from './circuitScripts.ts';
import { LEASE_MS, RedisProbeLease } from './probeLease.ts';
import type { RedisLink } from './redisLink.ts';

export interface RedisCircuitsOptions {
  readonly link: RedisLink;
  /** `--instance`: what the others call this agent. */
  readonly instance: string;
  /** Milliseconds between two looks at all circuits, for what got lost; default 5,000. */
  readonly syncMs?: number;
}

/** A move of the group, as this agent sees it. */
interface HeardMove extends Omit<ToldMove, 'publisher' | 'number'> {
  /** The number of this agent's own move; null = another agent's. */
  readonly own: number | null;
  /** Place in the order that all agents of the group see. */
  readonly order: number;
}

interface Listener {
  heard(move: HeardMove): void;
  synchronize(anew: boolean): void;
}

/** The breakers of a group in Redis: what the engine's `CircuitExchange` asks for. In the background; nothing rejects. */
export class RedisCircuits {
  readonly #link: RedisLink;
  readonly #by: string;
  readonly #publisher = randomUUID();
  readonly #syncMs: number;
  #leases = 0;
  #listener: Listener | null = null;
  #timer: NodeJS.Timeout | undefined;
  #forget: () => void = () => undefined;

  constructor({ link, instance, syncMs }: RedisCircuitsOptions) {
    this.#link = link;
    this.#by = instance.slice(0, 1_000);
    this.#syncMs = syncMs ?? 5_000;
  }

  /** Whether Redis is there, as far as this agent knows. */
  get reachable(): boolean {
    return this.#link.outage === null;
  }

  /** Tells `listener` what the group says, until `close`. */
  attach(listener: Listener): void {
    this.#listener = listener;
    this.#forget = this.#link.onUp(() => listener.synchronize(true));
    this.#timer = setInterval(() => this.reachable && listener.synchronize(false), this.#syncMs).unref();
    const hear = (message: string): void => {
      const told = readTold(message);
      if (told !== null) this.#listener?.heard(this.#heard(told));
    };
    // What is read before the channel is heard may be old by then.
    void this.#link.subscribe(CIRCUIT_MOVED, hear).then(() => this.#listener?.synchronize(false));
  }

  /** Keeps a move in Redis and tells it to the group. @returns its place in the order; null = Redis did not say */
  async publish(move: Omit<ToldMove, 'by' | 'publisher'>): Promise<number | null> {
    const told: ToldMove = { ...move, by: this.#by, publisher: this.#publisher };
    const left = Math.round(move.remainingMs);
    const values = [move.target, JSON.stringify(told), String(left), this.#link.channel(CIRCUIT_MOVED)];
    const answer = await this.#script(TELL_MOVE, [CIRCUITS, CIRCUITS_ORDER], values);
    return orderAnswer.safeParse(answer).data ?? null;
  }

  /** The latest moves, and a place in the order that no later one is below; null = Redis did not say. */
  async read(): Promise<{ readonly order: number; readonly moves: readonly HeardMove[] } | null> {
    const read = await this.#script(READ_CIRCUITS, [CIRCUITS, CIRCUITS_ORDER], []);
    const answer = circuitsAnswer.safeParse(read).data;
    if (answer === undefined) return null;
    const [now, order, ...kept] = answer;
    const told = kept.map((json) => readKept(json, now)).filter((each) => each !== null);
    return { order, moves: told.map((each) => this.#heard(each)) };
  }

  /**
   * Asks for one of the `probes` leases of a target, to be used within `holdMs`.
   * @returns `taken` where other agents have them all; null = Redis did not say
   */
  async lease(target: string, probes: number, holdMs: number): Promise<RedisProbeLease | 'taken' | null> {
    const id = `${this.#publisher} ${++this.#leases}`;
    const askedAt = performance.now();
    const take = async (): Promise<boolean | null> => {
      const answer = await this.#script(TAKE_LEASE, [leasesOf(target)], [id, String(LEASE_MS), String(probes)]);
      const taken = takenAnswer.safeParse(answer).data;
      return taken === undefined ? null : taken === 1;
    };
    const taken = await take();
    if (taken !== true) return taken === null ? null : 'taken';
    const giveBack = async (): Promise<void> => {
      await this.#told(() => this.#link.command('ZREM', this.#link.key(leasesOf(target)), id));
    };
    return new RedisProbeLease({ renew: take, giveBack }, askedAt, holdMs);
  }

  close(): void {
    this.#forget();
    clearInterval(this.#timer);
    this.#listener = null;
  }

  #heard({ order, move: { publisher, number, ...move } }: Told): HeardMove {
    return { ...move, order, own: publisher === this.#publisher ? number : null };
  }

  #script(lua: string, names: readonly string[], values: readonly string[]): Promise<unknown> {
    return this.#told(() => this.#link.script(lua, names, values));
  }

  /** The answer; null while Redis is away: the link says so, and whoever asked asks again. */
  async #told(ask: () => Promise<unknown>): Promise<unknown> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof StoreUnavailableError) return null;
      throw error;
    }
  }
}
