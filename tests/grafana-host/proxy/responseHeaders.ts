import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { HOP_BY_HOP } from './requestHeaders.ts';

const REMOVED = [...HOP_BY_HOP, 'set-cookie', 'server', 'strict-transport-security', 'alt-svc'];

/** What the browser receives of the upstream's headers, and what Grafana adds to every answer. */
export function responseHeaders(upstream: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept = Object.entries(upstream).filter(([name, value]) => value !== undefined && !REMOVED.includes(name));
  const via = upstream.via === undefined ? '1.1 grafana' : `1.1 grafana, ${upstream.via}`;
  return {
    ...Object.fromEntries(kept),
    via,
    'content-security-policy': 'sandbox',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'deny',
  };
}
