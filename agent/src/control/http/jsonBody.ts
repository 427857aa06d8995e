import { json, type RequestHandler } from 'express';
import { ProblemError } from './problem.ts';

/** `application/json`, `application/merge-patch+json` and the like, whatever their parameters. */
const JSON_TYPE = /^application\/(?:[\w.!#$&^-]+\+)?json *(?:;|$)/i;

function hasBody({ headers }: { readonly headers: NodeJS.Dict<string | string[]> }): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Refuses a body of another type with 415; no body is fine here. */
const jsonOnly: RequestHandler = (request, _response, next) => {
  if (!hasBody(request) || JSON_TYPE.test(request.get('content-type') ?? '')) {
    next();
    return;
  }
  next(
    new ProblemError(415, 'the request body is not sent as JSON', {
      code: 'unsupported_media_type',
      fix: 'send the header Content-Type: application/json',
    }),
  );
};

/**
 * Reads a JSON body into `request.body`: 415 for another type, 413 above `limitBytes` (also unpacked from gzip), 400 for
 * what is no JSON. Without a body it stays `undefined`.
 */
export function jsonBody(limitBytes: number): RequestHandler[] {
  // `strict` would refuse `null` and numbers as no JSON; the endpoint's schema says better what is wrong with them.
  return [jsonOnly, json({ limit: limitBytes, strict: false, type: hasBody })];
}
