import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorBody, type ApiError } from '../apiformat/index.ts';
import { API_ERRORS } from '../apiformat/index.ts';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

function errorFor(code: string | undefined): ApiError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { code: 'request_timeout', message: 'the request was not sent in time; send its headers and body faster' };
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { code: 'header_too_large', message: 'the request headers are too large; send fewer or shorter ones' };
  }
  return { code: 'invalid_request', message: 'this is not a valid HTTP/1.1 request' };
}

/** Answers a connection whose request never became one: too slow, too large a head, or not HTTP. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  const bytesWritten = 'bytesWritten' in socket ? (socket as Socket).bytesWritten : 0;
  // Part of an answer may be on its way already: a second one in the middle of it would be read as its body.
  if (error.code === 'ECONNRESET' || !socket.writable || bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const said = errorFor(error.code);
  const { status } = API_ERRORS[said.code];
  const body = JSON.stringify(errorBody('chat', said, ''));
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
