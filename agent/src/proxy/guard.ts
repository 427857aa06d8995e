import type { IncomingHttpHeaders } from 'node:http';
import type { ApiError } from '../apiformat/index.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function hostName(host: string): string {
  const end = host.startsWith('[') ? host.indexOf(']') + 1 : host.indexOf(':');
  return (end > 0 ? host.slice(0, end) : host).toLowerCase();
}

function isLoopback(host: string): boolean {
  const name = hostName(host);
  return LOOPBACK.has(name) || name.endsWith('.localhost') || /^127\.\d+\.\d+\.\d+$/.test(name);
}

/**
 * Keeps browsers out while nobody has to authenticate: a web page may reach loopback by DNS rebinding (then Host is the page's
 * name) or by a plain cross-site request (then Origin is set).
 * @param requireLoopbackHost false where anonymous use from elsewhere was allowed on purpose
 */
export function guardAnonymous(headers: IncomingHttpHeaders, requireLoopbackHost: boolean): ApiError | null {
  if (headers.origin !== undefined) {
    return {
      code: 'forbidden_origin',
      message:
        'a browser may not call the agent without a client key; set `clients` in the configuration and send a key',
    };
  }
  if (requireLoopbackHost && !isLoopback(headers.host ?? '')) {
    return {
      code: 'forbidden_host',
      message: 'the Host header must name loopback (localhost or 127.0.0.1) while no `clients` are configured',
    };
  }
  return null;
}
