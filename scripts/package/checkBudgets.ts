import type { Check } from './Check.ts';
import type { PluginFolder } from './PluginFolder.ts';

const KB = 1000;

/** The most bytes that may travel for a file, gzipped. */
export function budgetOf(path: string): number {
  if (path === 'module.js') return 40 * KB;
  return path.endsWith('/module.js') ? 30 * KB : 250 * KB;
}

/** Files of code with their sizes on the wire, largest first. */
export function sizes(folder: PluginFolder): { readonly path: string; readonly bytes: number }[] {
  return folder
    .named('.js')
    .map((path) => ({ path, bytes: folder.gzipped(path) }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** The entry is there at once, pages and panel as soon as they are wanted: what each may weigh. */
export const checkBudgets: Check = (folder) =>
  sizes(folder)
    .filter(({ path, bytes }) => bytes > budgetOf(path))
    .map(({ path, bytes }) => `${path} is ${Math.ceil(bytes / KB)} KB gzipped, at most ${budgetOf(path) / KB}`);
