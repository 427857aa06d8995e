import type { ServerResponse } from 'node:http';
import type { AnswerSink, ApiKind, RunMeta, RunResult, StreamEnd } from '../engine/index.ts';
import { errorEvent, type ApiError } from './errorBody.ts';
import { failureResponse, type ReadyResponse } from './failureResponse.ts';

type Answered = Extract<RunResult, { kind: 'answer' }>;

/** Response headers that say what the engine did (semantics.md, "One request" 7). Header-safe: ids have a narrow charset. */
export function understudyHeaders(meta: RunMeta): string[] {
  const out = [
    'x-understudy-request-id', meta.requestId,
    'x-understudy-requested-model', meta.requestedModel,
    'x-understudy-fallback', meta.usedFallback ? 'true' : 'false',
    'x-understudy-attempts', String(meta.calls),
  ]; // prettier-ignore
  if (meta.served !== null) out.push('x-understudy-served-model', meta.served.model);
  if (meta.trigger !== null) out.push('x-understudy-trigger', meta.trigger);
  return out;
}

function flat(headers: Readonly<Record<string, string>>): string[] {
  const out: string[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) out.push(name, value);
  }
  return out;
}

/** Writes a whole response at once. */
export function writeReady(response: ServerResponse, ready: ReadyResponse, extra: readonly string[]): void {
  const headers = flat(ready.headers);
  headers.push(...extra, 'content-length', String(ready.body.length));
  response.writeHead(ready.status, headers);
  response.end(ready.body);
}

function sinkOf(response: ServerResponse): AnswerSink {
  return {
    write: (chunk) => response.write(chunk),
    onDrain: (listener) => void response.once('drain', listener),
  };
}

const INTERRUPTED_FIX = 'the answer is incomplete; send the request again';

/** What a stream that broke ends with: an error event, unless the provider's own went out already. */
export function lastWords(api: ApiKind, end: StreamEnd, meta: RunMeta): Buffer | null {
  if (end.kind !== 'interrupted' || end.reported === true) return null;
  const error: ApiError = { code: 'stream_interrupted', message: `${end.message}; ${INTERRUPTED_FIX}` };
  return errorEvent(api, error, meta.requestId, meta.attempts);
}

/** Hands a stream over. A stream that broke ends with an error event, never as if it were whole. */
async function writeStream(response: ServerResponse, api: ApiKind, result: Answered): Promise<void> {
  response.writeHead(result.answer.status, [...flat(result.answer.headers), ...understudyHeaders(result.meta)]);
  response.flushHeaders();
  const end = await result.pump(sinkOf(response));
  if (end.kind === 'cancelled') response.destroy();
  else response.end(lastWords(api, end, result.meta) ?? undefined);
}

/** A result that is whole, as a response; null for a stream and for a client that left. `understudyHeaders` come on top. */
export function readyOf(api: ApiKind, result: RunResult): ReadyResponse | null {
  switch (result.kind) {
    case 'answer': {
      const { body, status, headers } = result.answer;
      return body.kind === 'stream' ? null : { status, headers, body: body.bytes };
    }
    case 'client_error':
      return result.error;
    case 'failed':
      return failureResponse(api, result.cause, result.meta);
    case 'cancelled':
      return null;
  }
}

/** Writes what the engine made of a request. Resolves when there is nothing more to hand to the response. */
export async function writeResult(response: ServerResponse, api: ApiKind, result: RunResult): Promise<void> {
  if (result.kind === 'cancelled') {
    response.destroy();
    return;
  }
  const ready = readyOf(api, result);
  if (ready !== null) writeReady(response, ready, understudyHeaders(result.meta));
  else if (result.kind === 'answer') await writeStream(response, api, result);
}
