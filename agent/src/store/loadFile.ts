import { readFile } from 'node:fs/promises';
import {
  checkDocument,
  errorAt,
  hasErrors,
  type CheckOptions,
  type ConfigDocument,
  type Finding,
} from '@understudy/contract';
import type { MasterKey } from './secrets/masterKey.ts';
import { sealDocument } from './secrets/sealDocument.ts';
import { readContent, readDocument, type FileContent } from './yaml/readDocument.ts';

/** A configuration file that may be used, with its warnings; or every finding, errors among them. */
export type LoadedFile =
  { readonly document: ConfigDocument; readonly warnings: Finding[] } | { readonly findings: Finding[] };

export interface LoadOptions {
  readonly hasCredential?: CheckOptions['hasCredential'] | undefined;
  readonly masterKey?: MasterKey | undefined;
  /** Further rules of the agent that would run it, such as which listeners a document may have. */
  readonly rules?: ((document: ConfigDocument) => readonly Finding[]) | undefined;
  /** The document in force, whose sealed values are kept where the file says the same. */
  readonly previous?: ConfigDocument | undefined;
}

function unreadable(path: string, error: unknown): Finding {
  const { code } = error as NodeJS.ErrnoException;
  const why = { ENOENT: 'there is no such file', EACCES: 'it may not be read', EISDIR: 'it is a folder' }[code ?? ''];
  const fix = 'Name the configuration file with --config, and let the agent read it.';
  return errorAt({
    code: 'unreadable',
    path: '',
    message: `${path} cannot be read: ${why ?? code ?? 'unknown error'}`,
    fix,
  });
}

/** Reads, checks and seals a configuration text; findings carry line and column. */
export function loadText(text: string, options: LoadOptions = {}): LoadedFile {
  const read = readDocument(text);
  if ('findings' in read) return read;
  const { hasCredential } = options;
  const further = options.rules?.(read.document) ?? [];
  const checked = checkDocument(read.document, hasCredential === undefined ? {} : { hasCredential });
  const findings = [...further, ...read.locate(checked)];
  const sealed = sealDocument(read.document, options.masterKey, options.previous);
  const refused = 'findings' in sealed ? read.locate(sealed.findings) : [];
  if ('findings' in sealed || hasErrors(findings)) return { findings: [...refused, ...findings] };
  return { document: sealed.document, warnings: findings };
}

/** A file's content as it stands, before schema and rules: what a control API is sent. */
export async function loadContent(path: string): Promise<FileContent | { readonly findings: Finding[] }> {
  return readingFile(path, async () => readContent(await readFile(path, 'utf8')));
}

/** `loadText` of a file; one that cannot be read is a finding like any other. */
export async function loadFile(path: string, options: LoadOptions = {}): Promise<LoadedFile> {
  return readingFile(path, async () => loadText(await readFile(path, 'utf8'), options));
}

async function readingFile<T>(path: string, read: () => Promise<T>): Promise<T | { readonly findings: Finding[] }> {
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    return { findings: [unreadable(path, error)] };
  }
}
