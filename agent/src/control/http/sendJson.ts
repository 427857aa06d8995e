import type { Response } from 'express';
import { Slices } from '../../telemetry/index.ts';
import { jsonParts } from './jsonParts.ts';

/** An answer as JSON. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Entries of its long lists are the same objects as the last time unless they changed. */
  readonly lasting?: boolean;
}

/** Characters that are made into bytes, and handed to the socket, at once. */
const AT_ONCE = 64 * 1024;

/** The body as bytes, made in slices: few and long, as each is a call into the system. */
async function bytesOf(body: unknown, lasting: boolean, slices: Slices): Promise<Buffer[]> {
  const buffers: Buffer[] = [];
  let text = '';
  for (const part of jsonParts(body, lasting)) {
    text += part;
    if (text.length >= AT_ONCE || slices.over) {
      buffers.push(Buffer.from(text));
      text = '';
      await slices.breathe();
    }
  }
  buffers.push(Buffer.from(text));
  return buffers;
}

/**
 * Answers with a body as JSON, its ETag set before. A long one is made and written in slices between which the event loop
 * serves others: the data plane's requests must not wait for somebody's dashboard.
 */
export async function sendJson(
  response: Response,
  { status, body, lasting = false }: JsonAnswer,
  slices = new Slices(),
): Promise<void> {
  response.status(status);
  // Who has it already gets no copy, and none is made.
  if (response.req.fresh) {
    response.status(304).end();
    return;
  }
  const buffers = await bytesOf(body, lasting, slices);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader(
    'content-length',
    buffers.reduce((sum, { length }) => sum + length, 0),
  );
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const last = buffers.pop();
  for (const buffer of buffers) {
    if (response.destroyed) return;
    response.write(buffer);
    await slices.breathe();
  }
  if (!response.destroyed) response.end(last);
}
