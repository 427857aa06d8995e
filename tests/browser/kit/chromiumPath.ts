import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The machine's own Chromium: `CHROMIUM_PATH`, or the first one on the PATH. */
export function chromiumPath(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  const path = process.env['CHROMIUM_PATH'] ?? found;
  if (path === undefined) throw new Error('No Chromium on this machine: install one, or name it in CHROMIUM_PATH.');
  return path;
}
