import type { Request } from 'express';
import { ProblemError } from './problem.ts';

/** Characters that `X-Understudy-Reason` may have, once decoded. */
const REASON_LIMIT = 500;

/**
 * The reason of a write: `X-Understudy-Reason`, decoded; null = none given.
 * @throws ProblemError 400 where it is not percent-encoded UTF-8, or too long
 */
export function reasonOf(request: Request): string | null {
  const header = request.get('x-understudy-reason');
  if (header === undefined || header === '') return null;
  let reason: string;
  try {
    reason = decodeURIComponent(header);
  } catch {
    throw new ProblemError(400, 'header X-Understudy-Reason is not percent-encoded UTF-8', {
      code: 'invalid_request',
      fix: 'send encodeURIComponent(reason)',
    });
  }
  if (reason.length <= REASON_LIMIT) return reason;
  throw new ProblemError(400, `header X-Understudy-Reason is longer than ${REASON_LIMIT} characters`, {
    code: 'invalid_request',
    fix: 'shorten it',
  });
}
