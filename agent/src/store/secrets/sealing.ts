import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { MasterKey } from './masterKey.ts';

const PREFIX = 'sealed:v1:';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Binds a sealed value to the place it was sealed for, so that it opens nowhere else. */
function additionalData(context: string): Buffer {
  return Buffer.from(`understudy ${PREFIX}${context}`);
}

/**
 * Seals a secret: `sealed:v1:` and the base64url of nonce (12 bytes), ciphertext, tag (16 bytes).
 * @param context the place it is for, as `documentSecrets` names it: `providers/openai/apiKey`
 */
export function seal(text: string, key: MasterKey, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(additionalData(context));
  const parts = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return PREFIX + Buffer.concat(parts).toString('base64url');
}

/** Opens a sealed secret; `undefined` where it was sealed under another key, for another place, or was changed. */
export function unseal(sealed: string, key: MasterKey, context: string): string | undefined {
  if (!sealed.startsWith(PREFIX)) return undefined;
  const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(context)).setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch {
    // GCM has one way to say that key, place or text is not the one it was sealed with.
    return undefined;
  }
}
