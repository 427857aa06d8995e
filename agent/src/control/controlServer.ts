import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Express } from 'express';
import { ProblemError } from './http/problem.ts';

/** Milliseconds that a client has for its header, and for a whole request. */
export interface ControlTimeouts {
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often slow clients are looked for. */
  readonly checkEveryMs: number;
}

const DEFAULT_TIMEOUTS: ControlTimeouts = { headersMs: 10_000, requestMs: 30_000, checkEveryMs: 2_000 };

/** Grafana, scrapers, pipelines and people need tens; more is somebody who opens connections for their own sake. */
const MAX_CONNECTIONS = 1_000;

/** What Node's parser refuses before there is a request. */
function refusalOf(code: string | undefined): ProblemError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ProblemError(408, 'the request did not arrive in time', {
      code: 'request_timeout',
      fix: 'send it whole at once; look at what stands between',
    });
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ProblemError(431, 'the header is too large', {
      code: 'too_large',
      fix: 'send fewer or shorter headers',
    });
  }
  return new ProblemError(400, 'this is no valid HTTP request', {
    code: 'invalid_request',
    fix: 'send HTTP/1.1; this port does not speak TLS',
  });
}

function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  // Gone, or an answer is under way whose middle this would land in.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const { problem } = refusalOf(error.code);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** An http server for the app, with the limits of a small admin API: who sends slowly is cut off with 408. */
export function controlServer(app: Express, timeouts: ControlTimeouts = DEFAULT_TIMEOUTS): Server {
  const server = createServer(
    {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      connectionsCheckingInterval: timeouts.checkEveryMs,
      keepAliveTimeout: 65_000,
    },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on('clientError', refuse);
  return server;
}
