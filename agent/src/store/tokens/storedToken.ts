import { createHash, timingSafeEqual } from 'node:crypto';
import { roleSchema } from '@understudy/contract';
import { z } from 'zod';

const storedTokenSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  role: roleSchema,
  /** SHA-256, hex. Enough for 256 random bits: there is nothing to guess. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime().nullable(),
});

/** A created token as it is stored; the token itself is nowhere. */
export type StoredToken = z.infer<typeof storedTokenSchema>;

/** All tokens of a place as they are written there. */
export const storedTokensSchema = z.strictObject({ version: z.literal(1), tokens: z.array(storedTokenSchema) });

/** What is stored of a token. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The one of `tokens` that `token` is, or null. */
export function findToken(tokens: readonly StoredToken[], token: string): StoredToken | null {
  const wanted = Buffer.from(tokenDigest(token), 'hex');
  // Every digest is compared, so that time does not tell which one it was.
  const matching = tokens.filter(({ digest }) => timingSafeEqual(Buffer.from(digest, 'hex'), wanted));
  return matching[0] ?? null;
}
