import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== 'node_modules' && name !== 'dist');
  return Math.max(0, ...names.map((name) => newest(join(path, name))));
}

/** Is a file not there, or older than anything in `sources`? Paths are the repository's; folders count with all in them. */
export function isStale(output, sources) {
  const file = join(ROOT, output);
  return !existsSync(file) || statSync(file).mtimeMs < Math.max(...sources.map((source) => newest(join(ROOT, source))));
}
