import type { IncomingMessage, ServerResponse } from 'node:http';
import { Cancel, type ApiKind, type RejectionReason, type RunResult } from '../engine/index.ts';
import type { ApiCalls, Arrival, Refused } from './apiCalls.ts';
import { readClientHeaders, type ClientHeaders } from './clientHeaders.ts';
import type { ApiError } from './errorBody.ts';
import { readBody } from './readBody.ts';
import { writeReady, writeResult } from './respond.ts';

/** A call as Node's http server hands it over. */
export interface HttpCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly arrival: Arrival;
  readonly api: ApiKind;
  /** The body, where somebody has read and decoded it already; null = it is still to be read. */
  readonly body: Buffer | null;
  /** Longest body in bytes, and how to raise that. */
  readonly limit: { readonly bytes: number; readonly fix: string };
  /** Whose call it is, from the headers that `readClientHeaders` understood. */
  readonly client: (said: ClientHeaders) => string;
}

/** Reads a call from Node's http server, runs it and writes the answer. Resolves when all was handed to the response. */
export async function serveCall(calls: ApiCalls, call: HttpCall): Promise<void> {
  const { request, response, arrival, api } = call;
  const refuse = (error: ApiError): void => writeRefusal(calls, call, error, 'bad_request');
  const said = readClientHeaders(request.headers);
  if ('error' in said) {
    refuse(said.error);
    return;
  }
  const raw = call.body ?? (await bodyOf(call));
  if (raw === null) return;
  if (!Buffer.isBuffer(raw)) {
    refuse(raw);
    return;
  }
  await answer(response, api, (cancel) => calls.run({ arrival, api, raw, said, client: call.client(said), cancel }));
}

/** Refuses a call in its API's shape, counts it, and lets the rest of its body go by. */
export function writeRefusal(
  calls: ApiCalls,
  { request, response, arrival, api }: Pick<HttpCall, 'request' | 'response' | 'arrival' | 'api'>,
  error: ApiError,
  reason: RejectionReason,
): void {
  if (!request.readableEnded) request.resume();
  writeReady(response, calls.refuse(arrival, api, error, reason).ready, []);
}

/** The body's bytes, what is wrong with it, or null where the client is gone. */
async function bodyOf({ request, response, limit }: HttpCall): Promise<Buffer | ApiError | null> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    const message = `content-encoding ${encoding.slice(0, 40)} is not supported for requests; send the body uncompressed`;
    return { code: 'unsupported_encoding', message };
  }
  const body = await readBody(request, limit.bytes);
  if (body.kind === 'body') return body.bytes;
  if (body.kind === 'gone') return null;
  response.setHeader('connection', 'close');
  const megabytes = Number((limit.bytes / (1024 * 1024)).toFixed(2));
  const message = `the request body is over the limit of ${megabytes} MB; send a smaller one or ${limit.fix}`;
  return { code: 'body_too_large', message };
}

/** Runs a call over a response: a client that leaves cancels it, and its books close when the last byte is out. */
async function answer(
  response: ServerResponse,
  api: ApiKind,
  run: (cancel: Cancel) => Promise<RunResult | Refused>,
): Promise<void> {
  const cancel = new Cancel();
  let settle: ((finished: boolean) => void) | null = null;
  response.once('close', () => {
    const finished = response.writableFinished;
    if (!finished) cancel.cancel('client');
    settle?.(finished);
  });
  const result = await run(cancel);
  if (result.kind === 'refused') {
    writeReady(response, result.ready, []);
    return;
  }
  const { settlement } = result;
  await writeResult(response, api, result);
  const status = response.statusCode;
  settle = (finished) => void (finished ? settlement.delivered(status) : settlement.abandoned());
  // The client may have left, or the last byte may have gone out, before there was something to settle.
  if (response.closed || response.destroyed) settle(response.writableFinished);
}
