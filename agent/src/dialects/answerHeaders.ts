import type { IncomingHttpHeaders } from 'node:http';

/** Headers of the connection to the provider, of the coding that was taken off, or of a session that is not the client's. */
const DROPPED = new Set([
  'alt-svc',
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'nel',
  'proxy-authenticate',
  'report-to',
  'set-cookie',
  'strict-transport-security',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The headers of a provider's answer that the client gets. */
export function answerHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || DROPPED.has(name)) continue;
    kept[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return kept;
}
