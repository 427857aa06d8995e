import { basename } from 'node:path';
import type { ConfigDocument } from '@understudy/contract';
import type { ConfigStore } from './configStore.ts';
import { loadFile, type LoadedFile } from './loadFile.ts';
import type { StartupOptions } from './startupOptions.ts';

/** Reads the configuration file as the store would hold it: checked, with secrets sealed as they are sealed there. */
export function loadForStore(path: string, options: StartupOptions): Promise<LoadedFile> {
  const { masterKey, hasCredential, rules, store } = options;
  return loadFile(path, { masterKey, hasCredential, rules, previous: store.current()?.document });
}

/** Stores what a file says. @returns false where another process wrote first */
export async function writeFromFile(
  store: ConfigStore,
  document: ConfigDocument,
  path: string,
  reason: string,
): Promise<boolean> {
  const expectedRevision = store.current()?.revision ?? 0;
  const result = await store.write({ expectedRevision, document, author: `file:${basename(path)}`, reason });
  return !('conflict' in result);
}
