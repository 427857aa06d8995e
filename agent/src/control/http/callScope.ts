import type { Response } from 'express';
import type { Audit } from './audit.ts';
import type { Caller } from './caller.ts';
import type { RateLimits } from './rateLimitKinds.ts';

/** What the gate leaves with a request that it lets in. */
export interface CallScope {
  readonly caller: Caller;
  readonly limits: RateLimits;
  readonly audit: Audit;
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

export function enterScope(response: Response, scope: CallScope): void {
  response.locals['scope'] = scope;
}

/** The scope of a request behind the gate. */
export function scopeOf(response: Response): CallScope {
  return response.locals['scope'] as CallScope;
}
