import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { ProblemError } from './problem.ts';

const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i;

/** What browsers say of a request that another site's page made. */
const FOREIGN_SITES: ReadonlySet<unknown> = new Set(['cross-site', 'same-site']);

function isLocalCall(headers: IncomingHttpHeaders): boolean {
  const { host = '', origin } = headers;
  return origin === undefined && LOOPBACK.test(host) && !FOREIGN_SITES.has(headers['sec-fetch-site']);
}

/**
 * Keeps web pages out while nobody has to authenticate: DNS rebinding shows in Host, a cross-site request in Origin or
 * Sec-Fetch-Site. Reading the docs in a browser on the same machine stays possible.
 */
export function hostGuard(unauthenticated: () => boolean): RequestHandler {
  return (request, _response, next) => {
    if (!unauthenticated() || isLocalCall(request.headers)) {
      next();
      return;
    }
    const fix = 'set UNDERSTUDY_ADMIN_TOKEN (and UNDERSTUDY_VIEWER_TOKEN), or call http://127.0.0.1 from a program';
    const detail = 'without tokens the control plane answers loopback only, and no web page';
    next(new ProblemError(403, detail, { code: 'forbidden', fix }));
  };
}
