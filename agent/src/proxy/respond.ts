import type { ServerResponse } from 'node:http';
import type { AnswerSink, ApiKind, RunMeta, RunResult } from '../engine/index.ts';
import { errorEvent, type ProxyError } from './errorBody.ts';
import { failureResponse, type ReadyResponse } from './failureResponse.ts';

type Answered = Extract<RunResult, { kind: 'answer' }>;

/** Response headers that say what the engine did (semantics.md, "One request" 7). Header-safe: ids have a narrow charset. */
function understudyHeaders(meta: RunMeta): string[] {
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

/** Hands a stream over. A stream that broke ends with an error event, never as if it were whole. */
async function writeStream(response: ServerResponse, api: ApiKind, result: Answered): Promise<void> {
  response.writeHead(result.answer.status, [...flat(result.answer.headers), ...understudyHeaders(result.meta)]);
  response.flushHeaders();
  const end = await result.pump(sinkOf(response));
  if (end.kind === 'complete') {
    response.end();
  } else if (end.kind === 'interrupted') {
    const error: ProxyError = { code: 'stream_interrupted', message: `${end.message}; ${INTERRUPTED_FIX}` };
    response.end(end.reported ? undefined : errorEvent(api, error, result.meta.requestId, result.meta.attempts));
  } else {
    response.destroy();
  }
}

/** Writes what the engine made of a request. Resolves when there is nothing more to hand to the response. */
export async function writeResult(response: ServerResponse, api: ApiKind, result: RunResult): Promise<void> {
  switch (result.kind) {
    case 'answer': {
      const { body, status, headers } = result.answer;
      if (body.kind === 'stream') return writeStream(response, api, result);
      writeReady(response, { status, headers, body: body.bytes }, understudyHeaders(result.meta));
      return;
    }
    case 'client_error':
      writeReady(response, result.error, understudyHeaders(result.meta));
      return;
    case 'failed':
      writeReady(response, failureResponse(api, result.cause, result.meta), understudyHeaders(result.meta));
      return;
    case 'cancelled':
      response.destroy();
  }
}
