import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A folder that is served below a path. */
export interface StaticFolder {
  /** With a slash at both ends. */
  readonly prefix: string;
  readonly folder: string;
  /** Served in place of any file that no folder has. */
  readonly otherwise?: string;
}

/** Sends one file; 404 where there is none. */
export function sendFile(file: string | undefined, response: ServerResponse): void {
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    // Not Grafana's hour: who rebuilds the plugin wants to see it at once.
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  createReadStream(file).pipe(response);
}

async function fileAt(folder: string, path: string): Promise<string | undefined> {
  const file = normalize(join(folder, path));
  if (!file.startsWith(normalize(folder + sep))) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() === true ? file : undefined;
}

/** Answers from the first folder that has the file; 404 where folders are for the path and none has it, else false. */
export async function serveStatic(
  folders: readonly StaticFolder[],
  path: string,
  response: ServerResponse,
): Promise<boolean> {
  const matches = folders.filter(({ prefix }) => path.startsWith(prefix));
  if (matches.length === 0) return false;
  const files = await Promise.all(
    matches.map(({ prefix, folder }) => fileAt(folder, decodeURIComponent(path.slice(prefix.length)))),
  );
  sendFile(
    files.find((file) => file !== undefined) ?? matches.find(({ otherwise }) => otherwise !== undefined)?.otherwise,
    response,
  );
  return true;
}
