import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../file/atomicFile.ts';
import { refusal } from '../configurationError.ts';
import { findToken, storedTokensSchema, type StoredToken } from './storedToken.ts';
import { adding, removing, type TokenChange, type TokenRule } from './tokenChange.ts';

const FILE = 'tokens.json';

/** Tokens that were created through the API. Reading is free of I/O. */
export interface TokenStore {
  /** False = whether there are tokens is not known yet: the shared store has not answered since this agent is there. */
  readonly known: boolean;
  list(): readonly StoredToken[];
  /** Compared in constant time with every token; whether it is expired is the caller's to say. */
  find(token: string): StoredToken | null;
  /**
   * Resolves once it is safe; one whose id is there already is safe.
   * @param allow asked about exactly the tokens that this one comes to, also where another agent changed them meanwhile
   * @throws StoreUnavailableError where a shared store is away
   */
  add(token: StoredToken, allow?: TokenRule): Promise<void>;
  /** Resolves once it is gone for good; false = there was none. @param allow, @throws as `add` */
  remove(id: string, allow?: TokenRule): Promise<boolean>;
  /** Waits for what is being written. */
  close(): Promise<void>;
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
    return storedTokensSchema.parse(JSON.parse(text)).tokens;
  } catch {
    // Starting without them could open a plane that asked for tokens before. The text stays out of the message.
    const fix = 'Restore it from a backup, or remove it and create the tokens again.';
    throw refusal('token_store', path, `${path} holds no tokens that can be read`, fix);
  }
}

/**
 * Opens the tokens in `tokens.json` of a data folder whose lock the caller holds.
 * @throws ConfigurationError where the file is damaged: it is never silently replaced
 */
export async function openTokenStore(dataDir: string): Promise<TokenStore> {
  const path = join(dataDir, FILE);
  let tokens = await readTokens(path);
  let queue: Promise<unknown> = Promise.resolve();

  /** One write after the other; what is in force changes after the disk has it. */
  function write(change: TokenChange): Promise<boolean> {
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
    known: true,
    list: () => tokens,
    find: (token) => findToken(tokens, token),
    async add(token, allow) {
      await write(adding(token, allow));
    },
    remove: (id, allow) => write(removing(id, allow)),
    async close() {
      await queue;
    },
  };
}
