import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { secretForm } from '@understudy/contract';

/** What references that come in through the API may name. */
export interface ReferenceRules {
  /** Patterns of variables, `*` for any characters: `UNDERSTUDY_ALLOWED_ENV`, default `*_API_KEY`. */
  readonly allowedEnv: readonly string[];
  /** `--secrets-dir`; without it no file may be named. */
  readonly secretsDir?: string | undefined;
}

const DEFAULT_ALLOWED_ENV = ['*_API_KEY'] as const;

/** Reads `UNDERSTUDY_ALLOWED_ENV`: patterns separated by commas or blanks. */
export function parseAllowedEnv(text: string | undefined): readonly string[] {
  const patterns = (text ?? '').split(/[\s,]+/).filter((pattern) => pattern !== '');
  return patterns.length > 0 ? patterns : DEFAULT_ALLOWED_ENV;
}

function matches(name: string, pattern: string): boolean {
  const source = pattern.split('*').map((part) => part.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`));
  return new RegExp(`^${source.join('.*')}$`).test(name);
}

/** The file behind symbolic links; itself where it does not exist (yet). */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Absent: resolving tells then that it cannot be read.
    return path;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}

function fileProblem(path: string, secretsDir: string | undefined): string | undefined {
  if (secretsDir === undefined) return 'file references need an agent that was started with --secrets-dir';
  const full = resolve(secretsDir, path);
  const allowed = isInside(full, resolve(secretsDir)) && isInside(real(full), real(resolve(secretsDir)));
  return allowed ? undefined : `file references may only name files under ${secretsDir}`;
}

/**
 * Why a reference written through the API may not be stored, or `undefined`. Whoever may edit the document could otherwise
 * send any variable or file of the agent's machine to a server of their own.
 */
export function checkReference(text: string, rules: ReferenceRules): string | undefined {
  const form = secretForm(text);
  if (form === 'file') return fileProblem(text.slice('file:'.length), rules.secretsDir);
  if (form !== 'env') return undefined;
  const name = text.slice('env:'.length);
  if (rules.allowedEnv.some((pattern) => matches(name, pattern))) return undefined;
  return `variable ${name} may not be named through the API: UNDERSTUDY_ALLOWED_ENV permits ${rules.allowedEnv.join(', ')}`;
}
