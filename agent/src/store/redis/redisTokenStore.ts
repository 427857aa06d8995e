import { refusal } from '../configurationError.ts';
import { StoreUnavailableError } from '../storeUnavailable.ts';
import { findToken, type StoredToken } from '../tokens/storedToken.ts';
import { adding, removing, type TokenChange, type TokenRule } from '../tokens/tokenChange.ts';
import type { TokenStore } from '../tokens/tokenStore.ts';
import type { RedisLink } from './redisLink.ts';
import { RedisTokenValue, type TokenValue } from './redisTokenValue.ts';
import { openTokenCopy, type TokenCopy } from './tokenCopy.ts';

export interface RedisTokenStoreOptions {
  /** For the copy that a start without Redis goes by. */
  readonly dataDir: string;
  /** Milliseconds between two looks, for what changed without a message, as by a backup that was restored; default 15,000. */
  readonly pollMs?: number;
  /** Told in a sentence, once, what is wrong with the tokens in Redis or their copy. */
  readonly onProblem: (problem: string) => void;
}

/** Another agent may be faster; as many times in a row it is not by chance. */
const MAX_TRIES = 20;
const RETRY_MS = 1_000;
const POLL_MS = 15_000;

const DAMAGED_FIX = 'Restore it from a backup, or bring Redis back first: then the file is written anew.';

class RedisTokens implements TokenStore {
  readonly #link: RedisLink;
  readonly #value: RedisTokenValue;
  readonly #copy: TokenCopy;
  readonly #onProblem: (problem: string) => void;
  readonly #endings: (() => void)[] = [];
  #tokens: readonly StoredToken[];
  #known: boolean;
  /** The text in Redis that `#tokens` came from; null = it has none. */
  #text: string | null = null;
  #told = '';
  /** Looks in a row that failed. */
  #failures = 0;
  /** One question after the other, so that an older answer never comes over a newer one. */
  #queue: Promise<unknown> = Promise.resolve();
  #refreshing = false;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    parts: { link: RedisLink; value: RedisTokenValue; copy: TokenCopy },
    onProblem: (problem: string) => void,
  ) {
    this.#link = parts.link;
    this.#value = parts.value;
    this.#copy = parts.copy;
    this.#onProblem = onProblem;
    this.#tokens = parts.copy.tokens ?? [];
    this.#known = parts.copy.tokens !== null;
  }

  get known(): boolean {
    return this.#known;
  }

  /** Reads the tokens, and from then on whenever they may have changed. @throws ConfigurationError where they are damaged */
  async open(pollMs: number): Promise<void> {
    await this.#value.hear(() => this.#refresh());
    const polling = setInterval(() => {
      if (this.#link.outage === null) this.#refresh();
    }, pollMs).unref();
    this.#endings.push(
      this.#link.onUp(() => this.#refresh()),
      () => clearInterval(polling),
    );
    const value = await this.#readAtStart();
    if (value === null) return;
    if ('damaged' in value) {
      const { place, fix } = this.#value;
      throw refusal('token_store', place, `${place} ${value.damaged}`, fix);
    }
    await this.#alone(() => this.#take(value)).catch((error: unknown) => this.#failed(error));
  }

  list(): readonly StoredToken[] {
    return this.#tokens;
  }

  find(token: string): StoredToken | null {
    return findToken(this.#tokens, token);
  }

  async add(token: StoredToken, allow?: TokenRule): Promise<void> {
    await this.#write(adding(token, allow));
  }

  remove(id: string, allow?: TokenRule): Promise<boolean> {
    return this.#write(removing(id, allow));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const end of this.#endings) end();
    await this.#queue;
    await this.#copy.close();
  }

  /** null = Redis is away, and what the copy says is in force. */
  async #readAtStart(): Promise<TokenValue | null> {
    const { path, damaged } = this.#copy;
    try {
      const value = await this.#value.read();
      if (damaged) this.#onProblem(`${path} cannot be read and is written anew from Redis`);
      return value;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      // Starting without them could open a plane that asked for tokens before.
      if (damaged) throw refusal('token_store', path, `${path} holds no tokens that can be read`, DAMAGED_FIX);
      if (!this.#known) {
        this.#tell(`Tokens of the group are not known until Redis is there: ${error.message}`);
      }
      this.#again();
      return null;
    }
  }

  /** What is in force changes after Redis has it. */
  #write(change: TokenChange): Promise<boolean> {
    return this.#alone(async () => {
      try {
        return await this.#swapped(change);
      } catch (error) {
        // Without an answer it may have been done all the same.
        if (error instanceof StoreUnavailableError) this.#again();
        throw error;
      }
    });
  }

  async #swapped(change: TokenChange): Promise<boolean> {
    await this.#take(await this.#value.read());
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const next = change(this.#tokens);
      if (next === this.#tokens) return false;
      const answer = await this.#value.swap(this.#text, next);
      if ('done' in answer) {
        await this.#take(answer.done);
        return true;
      }
      await this.#take(answer.other);
    }
    throw new StoreUnavailableError(`${this.#value.place} changes all the time`, { fix: 'Try again.' });
  }

  /** Makes what Redis says be in force. @throws StoreUnavailableError where that are no tokens: those from before stay */
  async #take(value: TokenValue): Promise<void> {
    this.#failures = 0;
    if ('damaged' in value) {
      const refused = this.#value.refusal(value.damaged);
      this.#tell(`The tokens stay as they were: ${refused.message}`);
      throw refused;
    }
    if ('absent' in value) return this.#takeNothing();
    this.#told = '';
    if (this.#known && this.#text === value.text) return;
    this.#text = value.text;
    this.#inForce(value.tokens);
  }

  /** After the first token there always is a value: Redis has lost it, and no agent may take that for "no tokens". */
  async #takeNothing(): Promise<void> {
    this.#text = null;
    if (this.#tokens.length === 0) {
      this.#inForce([]);
      return;
    }
    const answer = await this.#value.swap(null, this.#tokens);
    if ('other' in answer) return this.#take(answer.other);
    this.#onProblem(`${this.#value.place} was lost; the tokens that this agent knew were put back`);
    await this.#take(answer.done);
  }

  #inForce(tokens: readonly StoredToken[]): void {
    this.#tokens = tokens;
    this.#known = true;
    this.#copy.save(tokens);
  }

  /** Reads soon; never throws. */
  #refresh(): void {
    if (this.#refreshing || this.#closed) return;
    this.#refreshing = true;
    void this.#alone(async () => {
      this.#refreshing = false; // what is said from here on may be newer than what is read
      await this.#take(await this.#value.read());
    }).catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    // That Redis is away is told by the link; one that loads its data after a restart refuses for a moment.
    if (this.#link.outage === null && this.#failures > 1) {
      this.#tell(`The tokens stay as they were: ${(error as Error).message}`);
    }
    this.#again();
  }

  /** For a Redis that refuses or is silent without being away; else `onUp` comes first. */
  #again(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#link.outage === null) this.#refresh();
    }, RETRY_MS).unref();
  }

  #tell(problem: string): void {
    if (this.#told === problem) return;
    this.#told = problem;
    this.#onProblem(problem);
  }

  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = this.#queue.then(work);
    this.#queue = run.catch(() => undefined); // its own caller hears of it
    return run;
  }
}

/**
 * Opens the tokens that the agents of a group share through Redis. With Redis away those of the last time are in force, and
 * `known` is false where there was none.
 * @throws ConfigurationError where what Redis holds, or the copy while Redis is away, is damaged: it is never silently replaced
 */
export async function openRedisTokenStore(
  link: RedisLink,
  { dataDir, pollMs = POLL_MS, onProblem }: RedisTokenStoreOptions,
): Promise<TokenStore> {
  const value = new RedisTokenValue(link);
  const copy = await openTokenCopy(dataDir, value.key, onProblem);
  const store = new RedisTokens({ link, value, copy }, onProblem);
  try {
    await store.open(pollMs);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
