import { errorAt, parseDocument, type ConfigDocument, type Finding } from '@understudy/contract';
import { LineCounter, parseDocument as parseYaml, type Document, type YAMLError } from 'yaml';
import { withPositions } from './positions.ts';

/** Aliases may repeat a part of the file this often; more is a file that was made to blow up. */
const MAX_ALIASES = 1_000;

/** A document that was read from a file, and how to say where in the file a finding about it stands. */
export interface FileDocument {
  readonly document: ConfigDocument;
  readonly locate: (findings: readonly Finding[]) => Finding[];
}

const MESSAGES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key is already there',
  MULTIPLE_DOCS: 'the file holds more than one document',
};

const FIXES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Keep it once: YAML would let the last one win without a word.',
  MULTIPLE_DOCS: 'Remove everything from the second --- on.',
  TAB_AS_INDENT: 'Indent with blanks.',
};

function syntaxError({ code, message, pos }: Pick<YAMLError, 'code' | 'message' | 'pos'>, lines: LineCounter): Finding {
  const { line, col } = lines.linePos(pos[0]);
  // The library quotes the text that it stumbled over, which may be a secret.
  const text = MESSAGES[code] ?? message.replace(/(in YAML stream): .*/s, '$1');
  return {
    ...errorAt({ code: 'syntax', path: '', message: text, fix: FIXES[code] ?? 'Correct the YAML at this place.' }),
    position: { line: Math.max(1, line), column: Math.max(1, col) },
  };
}

function toValue(yaml: Document): { readonly value: unknown } | { readonly finding: Finding } {
  try {
    return { value: yaml.toJS({ maxAliasCount: MAX_ALIASES }) as unknown };
  } catch (error) {
    const message = (error as Error).message;
    const fix = 'Define the anchor (&name) before its use (*name), and repeat it less often.';
    return { finding: errorAt({ code: 'syntax', path: '', message, fix }) };
  }
}

/** A file's content before anything is known of its shape. */
export interface FileContent {
  readonly value: unknown;
  readonly locate: (findings: readonly Finding[]) => Finding[];
}

/** A file as a tree that can be edited and written again with its comments. */
export interface FileTree extends FileContent {
  readonly yaml: Document;
}

/** Reads YAML or JSON: syntax and duplicate keys. Anchors and merge keys work; nothing is interpolated. */
export function readTree(text: string): FileTree | { readonly findings: Finding[] } {
  const lines = new LineCounter();
  const yaml = parseYaml(text, { lineCounter: lines, merge: true, prettyErrors: false });
  if (yaml.errors.length > 0) return { findings: yaml.errors.map((error) => syntaxError(error, lines)) };
  const locate = (findings: readonly Finding[]): Finding[] => withPositions(findings, yaml, lines);
  const read = toValue(yaml);
  return 'finding' in read ? { findings: locate([read.finding]) } : { yaml, value: read.value, locate };
}

/** `readTree` for who only reads. */
export function readContent(text: string): FileContent | { readonly findings: Finding[] } {
  return readTree(text);
}

/** Reads `understudy.yaml` or the same in JSON: its content, then the schema; every finding carries line and column. */
export function readDocument(text: string): FileDocument | { readonly findings: Finding[] } {
  const content = readContent(text);
  if ('findings' in content) return content;
  const { value, locate } = content;
  const parsed = parseDocument(value);
  return 'findings' in parsed ? { findings: locate(parsed.findings) } : { document: parsed.document, locate };
}
