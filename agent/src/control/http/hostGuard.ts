import type { RequestHandler } from 'express';
import { ProblemError } from './problem.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/**
 * Keeps web pages out while nobody has to authenticate: DNS rebinding shows in Host, a cross-site request in Origin.
 */
export function hostGuard(unauthenticated: () => boolean): RequestHandler {
  return (request, response, next) => {
    const { host = '', origin } = request.headers;
    if (!unauthenticated() || (origin === undefined && LOOPBACK.test(host))) {
      next();
      return;
    }
    const fix = 'set UNDERSTUDY_ADMIN_TOKEN (and UNDERSTUDY_VIEWER_TOKEN), or call http://127.0.0.1';
    next(
      new ProblemError(403, 'without tokens the control plane answers loopback only, and no browser', {
        code: 'forbidden',
        fix,
      }),
    );
  };
}
