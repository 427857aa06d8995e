/**
 * The provider of the benchmark: every answer is made once, a request is drained, not parsed, so that it takes as
 * little of the shared processor as it can. {@link UPSTREAM_MODES} says what each path prefix does.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STREAM_FRAMES, answerOf } from '../chatAnswers.ts';
import { modeByName } from '../upstreamMode.ts';
import type { UpstreamMode } from '../upstreamMode.ts';

const KEEP_ALIVE_MS = 600_000;
const ERRORS = {
  500: Buffer.from('{"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}'),
  429: Buffer.from(
    '{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}',
  ),
};
const answers = new Map([...modeByName.values()].map((mode) => [mode.answerBytes, answerOf(mode.answerBytes)]));
let failed = 0;

function sendError(response: ServerResponse, status: 500 | 429): void {
  const body = ERRORS[status];
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

/** A 500, a 429 and a reset, in turn. */
function failSomehow(request: IncomingMessage, response: ServerResponse): void {
  failed++;
  if (failed % 3 === 0) request.socket.resetAndDestroy();
  else sendError(response, failed % 3 === 1 ? 500 : 429);
}

function sendAnswer(response: ServerResponse, mode: UpstreamMode): void {
  const body = answers.get(mode.answerBytes);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body?.length }).end(body);
}

function sendStream(response: ServerResponse, mode: UpstreamMode, withUsage: boolean): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  response.write(STREAM_FRAMES.opening);
  let sent = 0;
  const sendNext = (): void => {
    if (response.destroyed) return;
    const frame = STREAM_FRAMES.content[sent++];
    if (frame === undefined) {
      response.end(withUsage ? STREAM_FRAMES.closingWithUsage : STREAM_FRAMES.closing);
      return;
    }
    response.write(frame);
    setTimeout(sendNext, mode.chunkMs);
  };
  setTimeout(sendNext, mode.delayMs);
}

function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const mode = modeByName.get(request.url?.split('/', 2)[1] ?? '');
  if (mode === undefined) response.writeHead(404).end();
  else if (mode.fails !== undefined) sendError(response, mode.fails);
  else if (mode.failureShare !== undefined && Math.random() < mode.failureShare) failSomehow(request, response);
  else if (body.includes('"stream":true')) sendStream(response, mode, body.includes('"include_usage":true'));
  else if (mode.delayMs > 0) setTimeout(() => sendAnswer(response, mode), mode.delayMs);
  else sendAnswer(response, mode);
}

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answer(request, response, Buffer.concat(chunks)));
});
server.listen(0, '127.0.0.1', () => process.send?.({ listening: (server.address() as AddressInfo).port }));
