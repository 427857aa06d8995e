import type { Request, RequestHandler } from 'express';
import { authenticate, type Refusal } from './authenticate.ts';
import { enterScope, type CallScope } from './callScope.ts';
import { ProblemError } from './problem.ts';
import type { TokenDirectory } from './tokenDirectory.ts';

const WORDS: Readonly<Record<Refusal, string>> = {
  missing: 'no token was sent',
  unknown: 'the token is not known',
  scope: 'X-Understudy-Scope or X-Grafana-Context grants nothing',
};

export interface GatePorts extends Omit<CallScope, 'caller'> {
  readonly tokens: TokenDirectory;
}

function problemOf(refusal: Refusal): ProblemError {
  if (refusal === 'scope') {
    const fix = 'the scope must be viewer, editor or admin, and the user a Viewer, Editor or Admin of the organisation';
    return new ProblemError(403, WORDS.scope, { code: 'forbidden', fix });
  }
  const challenge = `Bearer realm="understudy"${refusal === 'unknown' ? ', error="invalid_token"' : ''}`;
  return new ProblemError(
    401,
    WORDS[refusal],
    { code: 'unauthorized', fix: 'send "Authorization: Bearer <token>" with an admin or viewer token' },
    { 'www-authenticate': challenge },
  );
}

/** Path only: a query may hold what somebody took for a place for tokens. */
function actionOf(request: Request): string {
  return `${request.method} ${request.baseUrl}${request.path}`.slice(0, 200);
}

/**
 * Lets a request to the API in: token, scope and user first, before anything says what exists. Failed attempts are limited by
 * address and audited.
 */
export function gate({ tokens, ...scope }: GatePorts): RequestHandler {
  const { limits, audit, now } = scope;
  return (request, response, next) => {
    const caller = authenticate(request, tokens);
    if (typeof caller !== 'string') {
      enterScope(response, { ...scope, caller });
      next();
      return;
    }
    limits.refused(request, response, (failed?: unknown) => {
      if (failed !== undefined) {
        next(failed);
        return;
      }
      const problem = problemOf(caller);
      audit({
        at: now(),
        author: 'anonymous',
        token: null,
        role: null,
        action: actionOf(request),
        target: '',
        outcome: 'refused',
        status: problem.problem.status,
        detail: WORDS[caller],
        revision: null,
      });
      next(problem);
    });
  };
}
