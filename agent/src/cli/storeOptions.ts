import { readFileSync } from 'node:fs';
import { parseRedisAddress, type RedisAddress } from '../store/index.ts';

/** Where the document lives, as `understudy start` was told. */
export type StoreStart = { readonly kind: 'file' } | { readonly kind: 'redis'; readonly address: RedisAddress };

type Tell = (flag: string, message: string, fix: string) => void;

const FILE: StoreStart = { kind: 'file' };
const PASSWORD = 'UNDERSTUDY_STORE_PASSWORD';

/** The password of a variable that holds it, or names the file that does; null = told what is wrong. */
function readPassword(text: string, tell: Tell): string | null {
  if (!text.startsWith('file:')) return text;
  const path = text.slice('file:'.length);
  try {
    const password = readFileSync(path, 'utf8').trim();
    if (password !== '') return password;
    tell(PASSWORD, `${path} is empty`, 'Write the password into it.');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    tell(PASSWORD, `${path} cannot be read (${code})`, 'Name a file that holds the password and nothing else.');
  }
  return null;
}

/**
 * Reads `--store` and `UNDERSTUDY_STORE_PASSWORD`. Neither is ever quoted: both may hold a secret.
 * @param password a password or `file:PATH`; undefined = none
 */
export function readStore(store: string, password: string | undefined, tell: Tell): StoreStart {
  if (store === 'file') return FILE;
  const address = parseRedisAddress(store);
  if ('problem' in address) {
    tell('--store', address.problem, 'Use file (the default), or redis://[user[:password]@]host[:port][/database].');
    return FILE;
  }
  if (password === undefined) return { kind: 'redis', address };
  if (address.password !== undefined) {
    tell(
      '--store',
      `it holds a password, and so does ${PASSWORD}`,
      `Leave it to ${PASSWORD}, which no list of processes shows.`,
    );
    return FILE;
  }
  const read = readPassword(password, tell);
  return read === null ? FILE : { kind: 'redis', address: { ...address, password: read } };
}
