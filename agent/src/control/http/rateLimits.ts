import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { BoundedRateStore } from './boundedRateStore.ts';
import { scopeOf } from './callScope.ts';
import type { RateLimits } from './rateLimitKinds.ts';
import { ProblemError, sendProblem } from './problem.ts';

/** Requests that one caller may make. */
export interface RateSettings {
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly drillsPerMinute: number;
  /** Failed authentications of one address; default 20. */
  readonly refusedPerSecond?: number;
}

/** Defaults of configuration.md, "Rate limits". */
export const DEFAULT_RATES: RateSettings = { readsPerSecond: 100, writesPerSecond: 20, drillsPerMinute: 10 };

/** Callers that are told apart at once, a kind of limit. */
const MAX_CALLERS = 10_000;

function callerKey(_request: Request, response: Response): string {
  return scopeOf(response).caller.rateKey;
}

/** An IPv6 site has billions of addresses: those of one /56 are one. */
function addressKey(request: Request): string {
  return ipKeyGenerator(request.socket.remoteAddress ?? 'unknown');
}

const MINUTE_MS = 60_000;

interface Limit {
  /** Names the limit in the RateLimit headers. */
  readonly what: string;
  readonly limit: number;
  readonly windowMs: number;
  /** Default: a store of its own. */
  readonly store?: BoundedRateStore;
  readonly key: (request: Request, response: Response) => string;
}

function storeOf(windowMs: number): BoundedRateStore {
  return new BoundedRateStore({ windowMs, maxKeys: MAX_CALLERS, now: Date.now });
}

function limiter({ what, limit, windowMs, key, store = storeOf(windowMs) }: Limit): RequestHandler {
  const limited = rateLimit({
    windowMs,
    limit,
    identifier: what,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its own checks are for limits by address behind a proxy, and are told on the console.
    validate: false,
    store,
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
  return (request, response, next) => void limited(request, response, next);
}

/** Limits per token and trusted user, else per token and address. Each kind has its own count. */
export function createRateLimits(settings: RateSettings = DEFAULT_RATES): RateLimits {
  const { readsPerSecond, writesPerSecond, drillsPerMinute, refusedPerSecond = 20 } = settings;
  const drills = storeOf(MINUTE_MS);
  return {
    read: limiter({ what: 'reads', limit: readsPerSecond, windowMs: 1_000, key: callerKey }),
    write: limiter({ what: 'writes', limit: writesPerSecond, windowMs: 1_000, key: callerKey }),
    drill: limiter({ what: 'drills', limit: drillsPerMinute, windowMs: MINUTE_MS, store: drills, key: callerKey }),
    refused: limiter({ what: 'refused', limit: refusedPerSecond, windowMs: 1_000, key: addressKey }),
    drillsLeft: ({ rateKey }) => {
      const open = drills.peek(rateKey);
      const resetMs = open === null ? 0 : (open.resetTime?.getTime() ?? 0) - Date.now();
      return {
        limit: drillsPerMinute,
        remaining: Math.max(0, drillsPerMinute - (open?.totalHits ?? 0)),
        resetSeconds: Math.max(0, Math.ceil(resetMs / 1_000)),
      };
    },
  };
}
