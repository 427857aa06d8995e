import type { RequestHandler } from 'express';
import { ProblemError } from './problem.ts';

/** Refuses `GET http://host/path`: this is no proxy, and nothing may hide which host or path is meant. */
export const originFormOnly: RequestHandler = (request, _response, next) => {
  if (request.url.startsWith('/') || request.url === '*') {
    next();
    return;
  }
  next(
    new ProblemError(400, 'the request target must be a path', {
      code: 'invalid_request',
      fix: 'send the path only, and the host as Host',
    }),
  );
};

/**
 * Whether a path could mean another one to a proxy in front: dot segments, empty segments, a slash at the end, backslashes
 * and control characters, written out or percent-encoded. No resource has such a path, as no id has.
 */
export function isOddPath(path: string): boolean {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return true; // percent-encoding that stands for no text
  }
  if (/[\\\p{Cc}]/u.test(decoded)) return true;
  const [, ...segments] = decoded.split('/');
  return segments.some((segment) => segment === '' || segment === '.' || segment === '..');
}
