import type { DrillLimit } from '@understudy/contract';
import type { RequestHandler } from 'express';
import type { Caller } from './caller.ts';

/** The limits that a request may meet. */
export interface RateLimits {
  readonly read: RequestHandler;
  readonly write: RequestHandler;
  readonly drill: RequestHandler;
  /** By address, for requests that could not be authenticated. */
  readonly refused: RequestHandler;
  /** Drills that a caller may still begin; asking counts for none. */
  readonly drillsLeft: (caller: Pick<Caller, 'rateKey'>) => DrillLimit;
}
