import type { ApiKind, EngineRequest } from '../engine/index.ts';
import type { Dialect, Header } from './dialect.ts';
import { dialectOf } from './dialectOf.ts';
import type { ProviderAccount } from './providerAccount.ts';

/** Never taken over from a client: the agent's own, the connection's, or somebody's credential. */
const NOT_PASSED = new Set([
  'accept',
  'accept-encoding',
  'api-key',
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-api-key',
  'x-goog-api-key',
  'x-request-id',
]);
const NEVER_PREFIXES = ['proxy-', 'x-understudy-', 'x-forwarded-'];
/** Families of headers that mean something to one dialect only. */
const DIALECT_PREFIXES = ['openai-', 'anthropic-', 'x-goog-'];

const FIXED: readonly Header[] = [
  ['content-type', 'application/json'],
  ['accept', 'application/json'],
  ['accept-encoding', 'identity'],
];

function beginsWithOne(name: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => name.startsWith(prefix));
}

/** How an account's native calls are addressed; worked out once an account, since it is on every call's way. */
export class NativeRoute {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly #account: ProviderAccount;
  readonly #dialect: Dialect;
  readonly #basePath: string;
  readonly #fixed: readonly string[];
  readonly #fixedNames: ReadonlySet<string>;
  readonly #passed = new Map<string, boolean>();
  #refusesUsage = false;

  constructor(account: ProviderAccount) {
    const { origin, pathname } = new URL(account.baseUrl);
    this.#account = account;
    this.#dialect = dialectOf(account.dialect);
    this.origin = origin;
    this.#basePath = this.#dialect.basePath(pathname.replace(/\/+$/, ''));
    const headers = new Map<string, string>(FIXED);
    if (account.apiKey !== null) headers.set(...this.#dialect.credential(account.apiKey));
    for (const [name, value] of Object.entries(account.headers)) headers.set(name.toLowerCase(), value);
    this.#fixed = [...headers].flat();
    this.#fixedNames = new Set(headers.keys());
  }

  /** The path, query included, that serves `api`; null where the dialect does not speak it. */
  path(api: ApiKind, upstreamModel: string): string | null {
    const path = this.#dialect.paths[api];
    return path === undefined ? null : this.#basePath + path(this.#account, upstreamModel);
  }

  /** Whether a call's stream is asked for its usage, which the client may not have done. */
  asksForUsage({ stream, api }: Pick<EngineRequest, 'stream' | 'api'>): boolean {
    return stream && this.#dialect.asksForUsage && !this.#refusesUsage && (api === 'chat' || api === 'completions');
  }

  /** The server knows no `stream_options`: it is not sent again as long as the account's settings stay. */
  noteUsageRefused(): void {
    this.#refusesUsage = true;
  }

  /** The headers of one call, flat: name, value, name, value. The account's own win over the client's. */
  headers({ id, headers }: Pick<EngineRequest, 'id' | 'headers'>): string[] {
    const flat = [...this.#fixed];
    if (!this.#fixedNames.has('x-request-id')) flat.push('x-request-id', id);
    for (const name in headers) {
      const value = headers[name];
      if (value !== undefined && this.#passes(name)) flat.push(name, value);
    }
    for (const [name, value] of this.#dialect.defaults) {
      if (headers[name] === undefined && !this.#fixedNames.has(name)) flat.push(name, value);
    }
    return flat;
  }

  #passes(name: string): boolean {
    // Names come from clients: remembered while they are few, judged anew beyond.
    const known = this.#passed.get(name);
    if (known !== undefined) return known;
    const passes = this.#judge(name);
    if (this.#passed.size < 256) this.#passed.set(name, passes);
    return passes;
  }

  #judge(name: string): boolean {
    if (NOT_PASSED.has(name) || this.#fixedNames.has(name) || beginsWithOne(name, NEVER_PREFIXES)) return false;
    return beginsWithOne(name, this.#dialect.headerPrefixes) || !beginsWithOne(name, DIALECT_PREFIXES);
  }
}
