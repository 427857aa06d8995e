import { readFileSync } from 'node:fs';
import { secretForm } from '@understudy/contract';
import type { MasterKey } from './masterKey.ts';
import { unseal } from './sealing.ts';

/** A secret's value, or why it cannot be had. The problem names the variable or file and never a value. */
export type ResolvedSecret = { readonly value: string } | { readonly problem: string };

export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a file's text; throws where it cannot. Default: from disk. */
  readonly readFile?: (path: string) => string;
  readonly masterKey?: MasterKey | undefined;
  /** The key before a rotation; only opens. */
  readonly oldMasterKey?: MasterKey | undefined;
}

/** Finds the value behind a secret's text. Files are read each time, so that a reload sees a rotated key. */
export type SecretResolver = (text: string, context: string) => ResolvedSecret;

/** Control characters cannot be sent in a header; most often they are a second line in the file. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const NOT_SENDABLE = /[\u0000-\u0008\u000a-\u001f\u007f]/;

function checked(value: string, where: string): ResolvedSecret {
  if (value === '') return { problem: `${where} is empty` };
  if (NOT_SENDABLE.test(value)) return { problem: `${where} holds a line break or control character` };
  return { value };
}

function fromFile(path: string, readFile: (path: string) => string): ResolvedSecret {
  try {
    return checked(readFile(path).replace(/\r?\n$/, ''), `file ${path}`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return { problem: `file ${path} cannot be read (${code})` };
  }
}

function fromSealed(text: string, context: string, { masterKey, oldMasterKey }: SecretSources): ResolvedSecret {
  if (masterKey === undefined) return { problem: `${context} is sealed and UNDERSTUDY_MASTER_KEY is not set` };
  const value = unseal(text, masterKey, context) ?? (oldMasterKey && unseal(text, oldMasterKey, context));
  if (value !== undefined) return checked(value, context);
  return {
    problem: `${context} cannot be opened: it was sealed under another UNDERSTUDY_MASTER_KEY or for another place`,
  };
}

/** A resolver over environment, files and the master key. A plain text (library use) is its own value. */
export function createSecretResolver(sources: SecretSources): SecretResolver {
  const readFile = sources.readFile ?? ((path: string) => readFileSync(path, 'utf8'));
  return (text, context) => {
    switch (secretForm(text)) {
      case 'env': {
        const name = text.slice('env:'.length);
        const value = sources.env[name];
        return value === undefined ? { problem: `variable ${name} is not set` } : checked(value, `variable ${name}`);
      }
      case 'file':
        return fromFile(text.slice('file:'.length), readFile);
      case 'sealed':
        return fromSealed(text, context, sources);
      case 'plain':
        return checked(text, context);
    }
  };
}
