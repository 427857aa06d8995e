import type { RequestHandler } from 'express';

/** Answers with a text that is the same for everybody, made once. */
export function fixedAnswer(contentType: string, text: string): RequestHandler {
  const body = Buffer.from(text);
  return (_request, response) => {
    response.setHeader('content-type', contentType);
    response.setHeader('cache-control', 'no-cache');
    response.send(body);
  };
}
