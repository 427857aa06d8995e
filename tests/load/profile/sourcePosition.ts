import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallFrame } from './cpuProfile.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

function mapped(path: string, { lineNumber, columnNumber }: CallFrame): string | undefined {
  const file = `${path}.map`;
  if (!existsSync(file)) return undefined;
  const map = new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as ConstructorParameters<typeof SourceMap>[0]);
  const entry = map.findEntry(lineNumber, columnNumber);
  if (!('originalSource' in entry)) return undefined;
  const source = fileURLToPath(new URL(entry.originalSource, new URL(file, 'file:')));
  return `${relative(ROOT, source)}:${entry.originalLine + 1}`;
}

/** `file:line` of a function, in the TypeScript source where a source map knows it. */
export function sourcePosition(frame: CallFrame): string {
  if (!frame.url.startsWith('file:')) return frame.url === '' ? '' : `${frame.url}:${frame.lineNumber + 1}`;
  const path = fileURLToPath(frame.url);
  return mapped(path, frame) ?? `${relative(ROOT, path)}:${frame.lineNumber + 1}`;
}
