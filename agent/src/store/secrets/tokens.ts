import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { refusal } from '../configurationError.ts';

/** A role's tokens of the control plane. */
export interface TokenSource {
  /** How many tokens are valid now; 0 = the variable is not set. */
  readonly count: number;
  /** The file that holds them, to be watched; `undefined` for a value. */
  readonly file: string | undefined;
  /** Whether a caller's token is one of them, compared in constant time. */
  matches(candidate: string): boolean;
  /** Reads the file again. What cannot be read keeps the tokens that were valid, and its problem is returned. */
  reload(): string | undefined;
}

export interface TokenOptions {
  /** `UNDERSTUDY_ADMIN_TOKEN` or `UNDERSTUDY_VIEWER_TOKEN`, for messages. */
  readonly name: string;
  /** Its value: a token, or `file:PATH` with one token a line (blank lines and `#` comments are left out). */
  readonly value: string | undefined;
  /** Reads a file's text; default from disk. */
  readonly readFile?: (path: string) => string;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * Reads a role's tokens.
 * @throws ConfigurationError where the file cannot be read or holds no token: starting without would leave the role open
 */
export function createTokenSource({ name, value, readFile }: TokenOptions): TokenSource {
  const read = readFile ?? ((path: string) => readFileSync(path, 'utf8'));
  const text = value?.trim() ?? '';
  const file = text.startsWith('file:') ? text.slice('file:'.length) : undefined;
  let digests: Buffer[] = file === undefined && text !== '' ? [digest(text)] : [];

  function reload(): string | undefined {
    if (file === undefined) return undefined;
    let lines: string[];
    try {
      lines = linesOf(read(file));
    } catch (error) {
      return `${name}: file ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`;
    }
    if (lines.length === 0) return `${name}: file ${file} holds no token`;
    digests = lines.map(digest);
    return undefined;
  }

  const problem = reload();
  if (problem !== undefined) {
    throw refusal('token_file', name, problem, 'Write one token a line into it, or set the variable to a token.');
  }
  return {
    get count() {
      return digests.length;
    },
    file,
    matches(candidate) {
      const wanted = digest(candidate);
      // Every digest is compared, so that time tells neither which one it was nor how many there are before it.
      return digests.filter((one) => timingSafeEqual(one, wanted)).length > 0;
    },
    reload,
  };
}
