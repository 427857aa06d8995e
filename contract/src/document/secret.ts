import { z } from 'zod';

/**
 * A secret as it stands in the document: a reference (`env:NAME`, `file:PATH`), a sealed value (`sealed:v1:…`, AES-256-GCM)
 * or a plain value, which is sealed before it is stored.
 */
export const secretSchema = z.string().min(1).max(16_384);

export type SecretForm = 'env' | 'file' | 'sealed' | 'plain';

/** Which form a secret's text has. Source of the prefixes: configuration.md, "Secrets". */
export function secretForm(text: string): SecretForm {
  if (text.startsWith('env:')) return 'env';
  if (text.startsWith('file:')) return 'file';
  if (text.startsWith('sealed:')) return 'sealed';
  return 'plain';
}
