import type { IncomingMessage } from 'node:http';

export type BodyResult =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  | { readonly kind: 'too_large' }
  /** The client went away, or its connection broke, before the body was whole. */
  | { readonly kind: 'gone' };

const EMPTY = Buffer.alloc(0);

/** Collects a request body up to `limit` bytes. Slow senders are ended by the server's request timeout. */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyResult> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) return Promise.resolve({ kind: 'too_large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        request.removeAllListeners('data').resume();
        resolve({ kind: 'too_large' });
      }
    });
    request.on('end', () => {
      const only = chunks[0];
      resolve({ kind: 'body', bytes: chunks.length === 1 && only !== undefined ? only : concat(chunks, size) });
    });
    request.on('error', () => resolve({ kind: 'gone' }));
    request.on('close', () => resolve({ kind: 'gone' }));
  });
}

function concat(chunks: readonly Buffer[], size: number): Buffer {
  return size === 0 ? EMPTY : Buffer.concat(chunks, size);
}
