import { z } from 'zod';
import { StoreUnavailableError } from '../storeUnavailable.ts';
import { storedTokensSchema, type StoredToken } from '../tokens/storedToken.ts';
import type { RedisLink } from './redisLink.ts';

/** What Redis holds: the text that tokens came from, `absent`, or something that are no tokens. */
export type TokenValue =
  | { readonly text: string; readonly tokens: readonly StoredToken[] }
  | { readonly absent: true }
  | { readonly damaged: string };

const NAME = 'tokens';
const CHANNEL = 'tokens-changed';

/** Gives the type of the key, and its text where it is one. */
const LOOK = `
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'string' then return { kind } end
local now = redis.call('GET', KEYS[1])
`;
const READ = `${LOOK} return { kind, now }`;

/** Replaces the text that the writer knows (ARGV 1; empty = none), and says so; another one is given instead. */
const SWAP = `
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'string' and kind ~= 'none' then return { kind } end
local now = kind == 'string' and redis.call('GET', KEYS[1]) or ''
if now ~= ARGV[1] or (kind == 'string' and now == '') then return { kind, now } end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], '')
return { 'done' }
`;

const answerSchema = z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])]);

function parsed(text: string): readonly StoredToken[] | null {
  try {
    return storedTokensSchema.parse(JSON.parse(text)).tokens;
  } catch {
    return null; // the caller names the place; the text stays out of every message
  }
}

/** The value in Redis that all agents of a group have their created tokens in. */
export class RedisTokenValue {
  readonly #link: RedisLink;

  constructor(link: RedisLink) {
    this.#link = link;
  }

  /** Name of the key, as `redis-cli` takes it. */
  get key(): string {
    return this.#link.key(NAME);
  }

  /** Where the tokens are, in words. */
  get place(): string {
    return `${this.key} in Redis at ${this.#link.label}`;
  }

  /** @throws StoreUnavailableError */
  async read(): Promise<TokenValue> {
    return this.#valueOf(answerSchema.parse(await this.#link.script(READ, [NAME], [])));
  }

  /**
   * Puts `tokens` in the place of what `before` says, all or nothing.
   * @returns the new value, or `other`: what Redis holds instead
   * @throws StoreUnavailableError where it is not known that it was done
   */
  async swap(
    before: string | null,
    tokens: readonly StoredToken[],
  ): Promise<{ readonly done: TokenValue } | { readonly other: TokenValue }> {
    const text = JSON.stringify({ version: 1, tokens });
    const answer = await this.#link.script(SWAP, [NAME], [before ?? '', text, this.#link.channel(CHANNEL)]);
    const read = answerSchema.parse(answer);
    return read[0] === 'done' ? { done: { text, tokens } } : { other: this.#valueOf(read) };
  }

  /** Calls `listener` when an agent has changed the tokens. */
  hear(listener: () => void): Promise<void> {
    return this.#link.subscribe(CHANNEL, listener);
  }

  /** The refusal to write where Redis holds something else than tokens. */
  refusal(damage: string): StoreUnavailableError {
    return new StoreUnavailableError(`${this.place} ${damage}`, { fix: this.fix });
  }

  /** What a person can do about damage. */
  get fix(): string {
    return `Restore it from a backup of Redis, or remove it (redis-cli DEL '${this.key}'): agents that run put back the tokens that they know.`;
  }

  #valueOf([kind, text]: z.infer<typeof answerSchema>): TokenValue {
    if (kind === 'none') return { absent: true };
    if (text === undefined) return { damaged: `is a ${kind}, not a text` };
    const tokens = parsed(text);
    return tokens === null ? { damaged: 'holds no tokens that can be read' } : { text, tokens };
  }
}
