import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { HostUser } from './hostUser.ts';

const TEN_MINUTES_S = 600;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs identities for plugins as Grafana does: ES256, ten minutes, public keys at `/api/signing-keys/keys`. */
export class IdentitySigner {
  readonly #kid = randomUUID();
  readonly #issuer: () => string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;

  /** @param issuer the host's own address */
  constructor(issuer: () => string) {
    this.#issuer = issuer;
    ({ privateKey: this.#privateKey, publicKey: this.#publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  }

  readonly sign = (user: HostUser): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      aud: 'org:1',
      iss: this.#issuer(),
      sub: `user:${user.id}`,
      iat: now,
      exp: now + TEN_MINUTES_S,
      email: user.email,
      username: user.login,
      role: user.role,
    };
    const content = `${encode({ alg: 'ES256', typ: 'jwt', kid: this.#kid })}.${encode(claims)}`;
    const key = { key: this.#privateKey, dsaEncoding: 'ieee-p1363' as const };
    return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
  };

  /** The JSON Web Key Set. */
  keys(): object {
    return { keys: [{ ...this.#publicKey.export({ format: 'jwk' }), kid: this.#kid, use: 'sig', alg: 'ES256' }] };
  }
}
