import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';

let shop: Workshop;
let agent: AgentProcess;
let socket: Socket;
beforeEach(async () => {
  shop = await openWorkshop();
  agent = await shop.spawn(['--request-timeout-ms', '1000']).ready();
});
afterEach(async () => {
  socket.destroy();
  await shop.close();
});

/** Sends some bytes and waits until the agent closes the connection; answers what it said before. */
async function sayAndWait(bytes: string): Promise<string> {
  let said = '';
  let closed = false;
  socket = connect(Number(new URL(agent.url).port), '127.0.0.1');
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  socket.on('error', () => (closed = true));
  socket.on('close', () => (closed = true));
  await once(socket, 'connect');
  socket.write(bytes);
  await until('the agent to close the connection', () => closed, 50_000);
  return said;
}

describe('a client', () => {
  it('that never ends its body is answered 408 and closed', async () => {
    const head = 'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n';

    expect(await sayAndWait(`${head}{"model"`)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that never ends its headers is answered 408 and closed', async () => {
    expect(await sayAndWait('POST /v1/chat/completions HTTP/1.1\r\nhost: local')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that sends headers without end is answered 431 and closed', async () => {
    const head = `GET /v1/models HTTP/1.1\r\nhost: localhost\r\nx-long: ${'x'.repeat(100_000)}`;

    expect(await sayAndWait(head)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('that speaks no HTTP is answered 400 and closed', async () => {
    expect(await sayAndWait('hello agent\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});
