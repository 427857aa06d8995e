import { scryptSync } from 'node:crypto';
import { refusal } from '../configurationError.ts';

const KEY_BYTES = 32;
const SHORTEST_PASSPHRASE = 16;
/** Fixed, so that the same passphrase opens every document; a random 32-byte key needs no salt at all. */
const SALT = 'understudy master key v1';
/** About 64 MiB and 0.1 s, once at start. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 } as const;

/** What seals secrets at rest: 32 bytes. */
export type MasterKey = Buffer;

function decoded(text: string): Buffer | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === KEY_BYTES ? bytes : undefined;
}

/**
 * Reads `UNDERSTUDY_MASTER_KEY`: 32 bytes in hex or base64 (`openssl rand -base64 32`), else a passphrase of at least 16
 * characters, stretched with scrypt.
 * @throws ConfigurationError that never holds the value
 */
export function parseMasterKey(text: string, name = 'UNDERSTUDY_MASTER_KEY'): MasterKey {
  const trimmed = text.trim();
  const bytes = decoded(trimmed);
  if (bytes !== undefined) return bytes;
  if (trimmed.length < SHORTEST_PASSPHRASE) {
    const message = `${name} is too short`;
    const fix = 'Set it to 32 random bytes, for example the output of: openssl rand -base64 32';
    throw refusal('master_key', name, message, fix);
  }
  return scryptSync(trimmed, SALT, KEY_BYTES, SCRYPT);
}

/**
 * The master key and, during a rotation, the one before (`UNDERSTUDY_MASTER_KEY_OLD`), which only opens.
 * @throws ConfigurationError
 */
export function readMasterKeys(texts: {
  readonly masterKey: string | undefined;
  readonly oldMasterKey: string | undefined;
}): { readonly masterKey: MasterKey | undefined; readonly oldMasterKey: MasterKey | undefined } {
  const { masterKey, oldMasterKey } = texts;
  return {
    masterKey: masterKey === undefined ? undefined : parseMasterKey(masterKey),
    oldMasterKey: oldMasterKey === undefined ? undefined : parseMasterKey(oldMasterKey, 'UNDERSTUDY_MASTER_KEY_OLD'),
  };
}
