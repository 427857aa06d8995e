import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { problemSchema } from '@understudy/contract';
import express from 'express';
import { controlServer } from '../controlServer.ts';
import { problemHandler } from './problem.ts';

const bugs: unknown[] = [];
let server: Server;
let port = 0;

beforeEach(async () => {
  bugs.length = 0;
  const app = express();
  app.get('/bug', () => {
    throw new Error('secret detail');
  });
  app.get('/things/:id', (_request, response) => void response.json({}));
  app.use(problemHandler((error) => bugs.push(error)));
  server = controlServer(app, { headersMs: 50, requestMs: 100, checkEveryMs: 20 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** What comes back for these bytes. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.write(bytes);
  await once(socket, 'close');
  return text;
}

describe('a problem', () => {
  it.each([
    ['a mistake of ours', 'GET /bug HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 500, 'internal_error'],
    [
      'a path that does not decode',
      'GET /things/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      400,
      'invalid_request',
    ],
    ['no HTTP', 'nonsense\r\n\r\n', 400, 'invalid_request'],
    ['a header that is too large', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'too_large'],
    ['a request that never ends', 'GET / HTTP/1.1\r\nHost: x\r\n', 408, 'request_timeout'],
  ])('says its code and what to do: %s', async (_what, bytes, status, code) => {
    const answer = await raw(bytes);
    const problem = problemSchema.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)));
    expect(problem).toMatchObject({ status, code });
    expect(problem.fix).toMatch(/\w{3}/);
    expect(answer).not.toContain('secret detail');
    expect(bugs).toHaveLength(status === 500 ? 1 : 0);
  });
});
