import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** One scrape as Prometheus makes it. */
export interface Scrape {
  /** To the last byte of the answer. */
  readonly ms: number;
  /** As it was sent: compressed. Read later: this process also watches a stream. */
  readonly body: Buffer;
}

/** How many series a scrape has. */
export function seriesOf({ body }: Scrape): number {
  const lines = gunzipSync(body).toString().split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).length;
}

/** Scrapes an agent over a connection of its own. */
export function scrape(controlPort: number): Promise<Scrape> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const take = (response: IncomingMessage): void => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const ms = performance.now() - start;
        if (response.statusCode !== 200) reject(new Error(`/metrics answered ${response.statusCode}`));
        else resolve({ ms, body: Buffer.concat(chunks) });
      });
    };
    const headers = { 'accept-encoding': 'gzip' };
    request({ host: '127.0.0.1', port: controlPort, path: '/metrics', headers, agent: false }, take)
      .on('error', reject)
      .end();
  });
}

/** Asks for a stream, and resolves with the longest time between two of its pieces, in milliseconds. */
export function longestGap(port: number, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const take = (response: IncomingMessage): void => {
      let last: number | null = null;
      let longest = 0;
      response.on('data', () => {
        const now = performance.now();
        if (last !== null) longest = Math.max(longest, now - last);
        last = now;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(longest);
        else reject(new Error(`a stream was answered with ${response.statusCode}`));
      });
    };
    const headers = {
      authorization: 'Bearer bench-client-key',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    request({ host: '127.0.0.1', port, path: '/v1/chat/completions', method: 'POST', headers, agent: false }, take)
      .on('error', reject)
      .end(body);
  });
}
