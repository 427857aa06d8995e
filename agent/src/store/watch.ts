import { watch, type FSWatcher } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface WatchOptions {
  /** Called after the file's content was replaced or changed; not for a touch of other files beside it. */
  readonly onChange: () => void;
  /** Several events of one save are told as one; default 100 ms. */
  readonly debounceMs?: number;
  /** Looks without being told, for file systems without events (network mounts); default 5,000 ms. */
  readonly pollMs?: number;
}

/** Ends the watching. */
export interface FileWatch {
  close(): void;
}

/** What changes when the file behind the name does; '' while there is none. */
async function signature(path: string): Promise<string> {
  try {
    const target = await realpath(path);
    const { ino, mtimeMs, ctimeMs, size } = await stat(target);
    return [target, ino, mtimeMs, ctimeMs, size].join('\0');
  } catch {
    // Between the two steps of a replacement there may be no file; the next look finds it.
    return '';
  }
}

/**
 * Watches a file by its folders, the one of its name and the one that links lead to: editors and ConfigMaps do not write into
 * the file, they replace it or swap a link on the way to it. Keeps no process alive.
 */
export async function watchFile(path: string, options: WatchOptions): Promise<FileWatch> {
  const { onChange, debounceMs = 100, pollMs = 5_000 } = options;
  const file = resolve(path);
  const watchers = new Map<string, FSWatcher>();
  let closed = false;
  let last = await signature(file);
  let pending: NodeJS.Timeout | undefined;

  function watchFolder(folder: string): void {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, soon);
      watcher.on('error', () => {
        // The folder is gone or out of watches: the poll goes on, and the next change watches again.
        watcher.close();
        watchers.delete(folder);
      });
      watchers.set(folder, watcher);
    } catch {
      // No events here (missing folder, limit of watches): the poll serves.
    }
  }

  function watchFolders(now: string): void {
    const wanted = new Set([dirname(file), ...(now === '' ? [] : [dirname(now.split('\0')[0] ?? file)])]);
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    wanted.forEach(watchFolder);
  }

  async function look(): Promise<void> {
    const now = await signature(file);
    if (closed) return;
    watchFolders(now);
    if (now === '' || now === last) return;
    last = now;
    onChange();
  }

  function soon(): void {
    if (closed) return;
    clearTimeout(pending);
    pending = setTimeout(() => void look(), debounceMs).unref();
  }

  watchFolders(last);
  const poll = setInterval(() => void look(), pollMs).unref();
  return {
    close() {
      closed = true;
      clearTimeout(pending);
      clearInterval(poll);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}
