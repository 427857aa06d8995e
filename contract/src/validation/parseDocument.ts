import { documentSchema, type ConfigDocument } from '../document/document.ts';
import type { Finding } from './finding.ts';
import { issueFindings } from './issueFindings.ts';

/** A document that has the schema's shape, or everything that is wrong with its shape. */
export type ParsedDocument = { readonly document: ConfigDocument } | { readonly findings: Finding[] };

/**
 * Reads a parsed YAML or JSON value as a configuration document. All errors of shape are reported at once; the rules that
 * need the whole document (`checkDocument`) come after it.
 */
export function parseDocument(input: unknown): ParsedDocument {
  const parsed = documentSchema.safeParse(input);
  return parsed.success ? { document: parsed.data } : { findings: issueFindings(parsed.error, documentSchema, input) };
}
