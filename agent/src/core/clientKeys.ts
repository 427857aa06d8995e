import { createHash } from 'node:crypto';
import type { ConfigDocument } from '@understudy/contract';
import type { SecretResolver } from '../store/index.ts';

function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}

/** The configured clients by the digest of their key: a look-up of a digest tells a guesser nothing by its time. */
export class ClientKeys {
  /** True while no `clients` are configured. */
  readonly anonymous: boolean;
  readonly problems: readonly string[];
  readonly #byDigest = new Map<string, string>();

  constructor(document: Pick<ConfigDocument, 'clients'>, resolve: SecretResolver) {
    this.anonymous = document.clients === undefined;
    const problems: string[] = [];
    for (const client of document.clients ?? []) {
      const key = resolve(client.key, `clients/${client.id}/key`);
      if ('problem' in key) problems.push(`client ${client.id}: ${key.problem}`);
      else this.#byDigest.set(digest(key.value), client.id);
    }
    this.problems = problems;
  }

  /** The id of the client with this key; null = nobody has it. */
  identify(key: string): string | null {
    return this.#byDigest.get(digest(key)) ?? null;
  }
}
