import { readFileSync } from 'node:fs';
import {
  checkDocument,
  type documentSchema,
  errorAt,
  hasErrors,
  parseDocument,
  type ConfigDocument,
  type Finding,
} from '@understudy/contract';
import type { z } from 'zod';
import { ConfigurationError, loadText, type LoadedFile, type MasterKey } from '../store/index.ts';

/** The document of `understudy.yaml` as an object. Keys may be plain here: they stay in memory. */
export type ConfigInput = z.input<typeof documentSchema>;

/** A configuration that may be used, with what is risky about it. */
export interface ReadConfig {
  readonly document: ConfigDocument;
  readonly warnings: readonly Finding[];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const message = `${path} cannot be read (${code})`;
    const fix = 'Give createUnderstudy the path of a YAML or JSON file, or the document as an object.';
    throw new ConfigurationError([errorAt({ code: 'unreadable', path: '', message, fix })], path);
  }
}

function fromObject(config: ConfigInput): LoadedFile {
  const parsed = parseDocument(config);
  if ('findings' in parsed) return parsed;
  const findings = checkDocument(parsed.document);
  return hasErrors(findings) ? { findings } : { document: parsed.document, warnings: findings };
}

/**
 * Reads and checks a configuration: the path of a YAML or JSON file, or the document itself.
 * @throws ConfigurationError with every finding
 */
export function readConfig(config: string | ConfigInput, masterKey: MasterKey | undefined): ReadConfig {
  const path = typeof config === 'string' ? config : undefined;
  const loaded = typeof config === 'string' ? loadText(textOf(config), { masterKey }) : fromObject(config);
  if ('findings' in loaded) throw new ConfigurationError(loaded.findings, path);
  return loaded;
}
