import { randomBytes } from 'node:crypto';
import { DEFAULT_TOKEN_LIFE_MS, type TokenInput, type TokenResource } from '@understudy/contract';
import { isExpired, tokenDigest, type StoredToken, type TokenStore } from '../store/index.ts';
import { ProblemError } from './http/problem.ts';

export interface TokenKeeperPorts {
  readonly store: TokenStore;
  /** Whether the environment holds an admin token: a way in that no revocation closes. */
  readonly adminOutside: () => boolean;
  /** Whether callers have to authenticate now. */
  readonly authenticated: () => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Each is compared at every request. */
const MAX_TOKENS = 1_000;

/** Tells secret scanners what they found. */
const PREFIX = 'ust_';
const TOKEN_BYTES = 32;

/** Names that the audit uses for the tokens of the environment and for nobody. */
const TAKEN: ReadonlySet<string> = new Set(['admin', 'editor', 'viewer', 'anonymous']);

function conflict(code: string, detail: string, fix: string): ProblemError {
  return new ProblemError(409, detail, { code, fix });
}

/**
 * Creates and revokes tokens: hashed, named, with an expiry. The rules are asked again by the store, about exactly the tokens
 * that it changes: another agent of the group may have been faster.
 */
export class TokenKeeper {
  readonly #ports: TokenKeeperPorts;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(ports: TokenKeeperPorts) {
    this.#ports = ports;
  }

  list(): TokenResource[] {
    return this.#ports.store.list().map((token) => this.#shown(token));
  }

  /**
   * @returns the token itself, once; null in a dry run
   * @throws ProblemError 409 where the name is taken, there are too many, or the first one would lock everybody out
   */
  create(
    input: TokenInput,
    meta: { readonly author: string; readonly dryRun: boolean },
  ): Promise<{ token: string | null; resource: TokenResource }> {
    return this.#alone(async () => {
      const { store, now } = this.#ports;
      const allow = (stored: readonly StoredToken[]): void => this.#refuseCreate(input, stored);
      allow(store.list());
      const { name, role, expiresInMs = DEFAULT_TOKEN_LIFE_MS } = input;
      const token = `${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
      const at = now();
      const stored: StoredToken = {
        id: randomBytes(8).toString('hex'),
        name,
        role,
        digest: tokenDigest(token),
        createdAt: new Date(at).toISOString(),
        createdBy: meta.author,
        expiresAt: expiresInMs === null ? null : new Date(at + expiresInMs).toISOString(),
      };
      if (!meta.dryRun) await store.add(stored, allow);
      return { token: meta.dryRun ? null : token, resource: this.#shown(stored) };
    });
  }

  /** @throws ProblemError 404 for an unknown id, 409 where no admin could come in any more */
  revoke(id: string, { dryRun }: { readonly dryRun: boolean }): Promise<TokenResource> {
    return this.#alone(async () => {
      const { store } = this.#ports;
      const token = store.list().find((one) => one.id === id);
      if (token === undefined) {
        throw new ProblemError(404, 'there is no such token', {
          code: 'not_found',
          fix: 'GET /api/v1/tokens lists them',
        });
      }
      const allow = (stored: readonly StoredToken[]): void => this.#refuseLastAdmin(id, stored);
      allow(store.list());
      if (!dryRun) await store.remove(id, allow);
      return this.#shown(token);
    });
  }

  #refuseLastAdmin(id: string, stored: readonly StoredToken[]): void {
    const { adminOutside, now } = this.#ports;
    const admins = stored.filter((one) => one.role === 'admin' && !isExpired(one, now()) && one.id !== id);
    if (admins.length > 0 || adminOutside()) return;
    const detail = 'without this token no admin could come in any more';
    throw conflict('last_admin', detail, 'create another admin token first, or set UNDERSTUDY_ADMIN_TOKEN');
  }

  #refuseCreate({ name, role }: TokenInput, stored: readonly StoredToken[]): void {
    if (TAKEN.has(name) || stored.some((one) => one.name === name)) {
      throw conflict('name_taken', `the name "${name}" is taken`, 'choose another one, or revoke that token first');
    }
    if (stored.length >= MAX_TOKENS) {
      throw conflict('too_many_tokens', `there are ${MAX_TOKENS} tokens`, 'revoke those that are not used any more');
    }
    if (role !== 'admin' && !this.#ports.authenticated()) {
      const detail = `the first token would close the control plane to everybody but a ${role}`;
      throw conflict('first_is_admin', detail, 'create an admin token first, or set UNDERSTUDY_ADMIN_TOKEN');
    }
  }

  #shown({ digest: _kept, ...token }: StoredToken): TokenResource {
    return { ...token, expired: isExpired(token, this.#ports.now()) };
  }

  /** One after the other: the rules look at what is stored. */
  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = this.#queue.then(work);
    this.#queue = run.catch(() => undefined); // its own caller hears of it
    return run;
  }
}
