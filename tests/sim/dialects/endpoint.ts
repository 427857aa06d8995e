import type { Answer } from '../answer.ts';
import type { Ask, BadAsk } from '../ask.ts';
import type { Route } from '../call.ts';
import type { ProviderError } from '../errors/providerError.ts';
import type { Json } from '../json.ts';

/** A stream's frames by what they do, so that a fault can leave out or replace a part. */
export interface StreamFrames {
  /** Role-only chunk, message_start, response.created: no content yet. */
  head: string[];
  content: string[];
  /** Up to and including the finish reason; usage. */
  finish: string[];
  /** `[DONE]` or the dialect's own terminal event. */
  done: string[];
}

/** How to say something goes wrong inside a stream. */
export interface StreamErrorStyle {
  serial: number;
  model: string;
  /** Responses API: as `response.failed`. */
  failed: boolean;
}

/** One operation of one dialect: reads the request, writes the answer. */
export interface Endpoint {
  read(body: Json, route: Route): Ask | BadAsk;
  json(ask: Ask, answer: Answer): unknown;
  /** Absent where the operation cannot stream. */
  stream?(ask: Ask, answer: Answer): StreamFrames;
  streamError?(error: ProviderError, style: StreamErrorStyle): string;
  /** A comment or event that keeps a silent stream open. */
  keepAlive: string;
}

/** A server-sent event with a data field alone. */
export function dataFrame(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** A server-sent event with a name; the name is also its `type`. */
export function namedFrame(data: Json & { type: string }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
