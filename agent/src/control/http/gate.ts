import type { RequestHandler } from 'express';
import type { Audit } from './audit.ts';
import { authenticate, type Refusal } from './authenticate.ts';
import { ProblemError } from './problem.ts';
import type { RateLimits } from './rateLimits.ts';
import type { TokenDirectory } from './tokenDirectory.ts';

const WORDS: Readonly<Record<Refusal, string>> = {
  missing: 'no token was sent',
  unknown: 'the token is not known',
  scope: 'X-Understudy-Scope or X-Grafana-Context is not valid',
};

export interface GatePorts {
  readonly tokens: TokenDirectory;
  readonly limits: RateLimits;
  readonly audit: Audit;
  readonly now: () => string;
}

/**
 * Lets a request to the API in: token, scope and user first, before anything says what exists. Failed attempts are limited by
 * address and audited.
 */
export function gate({ tokens, limits, audit, now }: GatePorts): RequestHandler {
  return (request, response, next) => {
    const caller = authenticate(request, tokens);
    if (typeof caller !== 'string') {
      response.locals['caller'] = caller;
      response.locals['limits'] = limits;
      next();
      return;
    }
    limits.refused(request, response, (limited?: unknown) => {
      if (limited !== undefined) return next(limited);
      audit({
        at: now(),
        author: 'anonymous',
        token: null,
        role: null,
        action: `${request.method} ${request.baseUrl}${request.path}`.slice(0, 200),
        target: '',
        outcome: 'refused',
        status: caller === 'scope' ? 403 : 401,
        detail: WORDS[caller],
        revision: null,
      });
      if (caller === 'scope') next(new ProblemError(403, WORDS.scope, { code: 'forbidden' }));
      else {
        const fix = 'send "Authorization: Bearer <token>" with an admin or viewer token';
        next(new ProblemError(401, WORDS[caller], { code: 'unauthorized', fix }, { 'www-authenticate': 'Bearer' }));
      }
    });
  };
}
