import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Caller } from './caller.ts';
import { ProblemError, sendProblem } from './problem.ts';

/** Requests that one caller may make. */
export interface RateSettings {
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly drillsPerMinute: number;
}

/** Defaults of configuration.md, "Rate limits". */
export const DEFAULT_RATES: RateSettings = { readsPerSecond: 100, writesPerSecond: 20, drillsPerMinute: 10 };

/** Failed authentications a second from one address. */
const REFUSED_PER_SECOND = 20;

export interface RateLimits {
  readonly read: RequestHandler;
  readonly write: RequestHandler;
  readonly drill: RequestHandler;
  /** By address, for requests that could not be authenticated. */
  readonly refused: RequestHandler;
}

function callerKey(_request: Request, response: Response): string {
  return (response.locals['caller'] as Caller).rateKey;
}

function addressKey(request: Request): string {
  return request.socket.remoteAddress ?? 'unknown';
}

function limiter(
  what: string,
  limit: number,
  windowMs: number,
  key: (request: Request, response: Response) => string,
): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    identifier: what,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: key,
    handler: (_request, response) => {
      const seconds = Math.ceil(windowMs / 1000);
      sendProblem(
        response,
        new ProblemError(429, `more than ${limit} ${what} in ${seconds} s`, {
          code: 'rate_limited',
          fix: 'wait as Retry-After says',
        }),
      );
    },
  });
}

/** Limits per token and trusted user, else per token and address. Each kind has its own count. */
export function createRateLimits(settings: RateSettings = DEFAULT_RATES): RateLimits {
  return {
    read: limiter('reads', settings.readsPerSecond, 1_000, callerKey),
    write: limiter('writes', settings.writesPerSecond, 1_000, callerKey),
    drill: limiter('drills', settings.drillsPerMinute, 60_000, callerKey),
    refused: limiter('refused', REFUSED_PER_SECOND, 1_000, addressKey),
  };
}
