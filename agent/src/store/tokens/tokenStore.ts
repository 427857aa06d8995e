import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { roleSchema } from '@understudy/contract';
import { z } from 'zod';
import { writeAtomically } from '../file/atomicFile.ts';
import { refusal } from '../configurationError.ts';

const FILE = 'tokens.json';

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

const fileSchema = z.strictObject({ version: z.literal(1), tokens: z.array(storedTokenSchema) });

/** Tokens that were created through the API, in `tokens.json` of the data folder. Reading is free of I/O. */
export interface TokenStore {
  list(): readonly StoredToken[];
  /** Compared in constant time with every token; whether it is expired is the caller's to say. */
  find(token: string): StoredToken | null;
  /** Resolves once it is safe on disk. */
  add(token: StoredToken): Promise<void>;
  /** Resolves once it is gone from disk; false = there was none. */
  remove(id: string): Promise<boolean>;
}

/** What is stored of a token. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

async function readTokens(path: string): Promise<readonly StoredToken[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    return fileSchema.parse(JSON.parse(text)).tokens;
  } catch {
    // Starting without them could open a plane that asked for tokens before. The text stays out of the message.
    const fix = 'Restore it from a backup, or remove it and create the tokens again.';
    throw refusal('token_store', path, `${path} holds no tokens that can be read`, fix);
  }
}

/**
 * Opens the tokens of a data folder whose lock the caller holds.
 * @throws ConfigurationError where the file is damaged: it is never silently replaced
 */
export async function openTokenStore(dataDir: string): Promise<TokenStore> {
  const path = join(dataDir, FILE);
  let tokens = await readTokens(path);
  let queue: Promise<unknown> = Promise.resolve();

  /** One write after the other; what is in force changes after the disk has it. */
  function write(change: (now: readonly StoredToken[]) => readonly StoredToken[]): Promise<boolean> {
    const run = queue.then(async () => {
      const next = change(tokens);
      if (next === tokens) return false;
      await writeAtomically(path, `${JSON.stringify({ version: 1, tokens: next }, null, 2)}\n`);
      tokens = next;
      return true;
    });
    queue = run.catch(() => undefined); // the writer itself hears of it
    return run;
  }

  return {
    list: () => tokens,
    find(token) {
      const wanted = Buffer.from(tokenDigest(token), 'hex');
      // Every digest is compared, so that time does not tell which one it was.
      const matching = tokens.filter(({ digest }) => timingSafeEqual(Buffer.from(digest, 'hex'), wanted));
      return matching[0] ?? null;
    },
    async add(token) {
      await write((now) => [...now, token]);
    },
    remove: (id) => write((now) => (now.some((one) => one.id === id) ? now.filter((one) => one.id !== id) : now)),
  };
}
