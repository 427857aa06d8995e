import { join } from 'node:path';
import { z } from 'zod';
import { openSavedValue } from '../file/savedValue.ts';
import { storedTokensSchema, type StoredToken } from '../tokens/storedToken.ts';

const FILE = 'redis-tokens.json';

const copySchema = storedTokensSchema.extend({ of: z.string() });

/** What an agent knew last of its group's tokens, for a start while Redis is away. */
export interface TokenCopy {
  readonly path: string;
  /** null = there is none of this group. */
  readonly tokens: readonly StoredToken[] | null;
  /** Whether there is a file that cannot be read. */
  readonly damaged: boolean;
  /** Writes soon; of several only the last. Never throws. */
  save(tokens: readonly StoredToken[]): void;
  /** Waits for the last write. */
  close(): Promise<void>;
}

/**
 * Opens `redis-tokens.json` of a data folder: digests only.
 * @param key where the tokens are in Redis; a copy of another group is none
 */
export async function openTokenCopy(
  dataDir: string,
  key: string,
  onProblem: (problem: string) => void,
): Promise<TokenCopy> {
  const path = join(dataDir, FILE);
  let damaged = false;
  const saved = await openSavedValue(path, (problem, op) => {
    if (op === 'read') damaged = true;
    else onProblem(problem);
  });
  const copy = saved.value === undefined ? undefined : copySchema.safeParse(saved.value);
  if (copy?.success === false) damaged = true;
  return {
    path,
    tokens: copy?.data?.of === key ? copy.data.tokens : null,
    damaged,
    save: (tokens) => saved.save({ version: 1, of: key, tokens }),
    close: () => saved.close(),
  };
}
