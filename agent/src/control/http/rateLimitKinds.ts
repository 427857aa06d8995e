import type { RequestHandler } from 'express';

/** The limits that a request may meet. */
export interface RateLimits {
  readonly read: RequestHandler;
  readonly write: RequestHandler;
  readonly drill: RequestHandler;
  /** By address, for requests that could not be authenticated. */
  readonly refused: RequestHandler;
}
