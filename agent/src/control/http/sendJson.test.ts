import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import express, { type Response } from 'express';
import { Slices } from '../../telemetry/index.ts';
import { sendJson } from './sendJson.ts';

const LONG = { items: Array.from({ length: 3_000 }, (_, id) => ({ id, text: 'ä'.repeat(50) })), note: 'n' };

let server: Server | null = null;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(null));
});

async function serve(answer: (response: Response) => Promise<void>): Promise<string> {
  const app = express();
  app.set('etag', false);
  app.use((_request, response) => answer(response));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('sendJson', () => {
  it('sends short and long bodies whole, with their length', async () => {
    let body: object = { short: true };
    const url = await serve((response) => sendJson(response, { status: 201, body }));
    for (body of [{ short: true }, LONG]) {
      const response = await fetch(url);
      expect(response.status).toBe(201);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      const text = await response.text();
      expect(text).toBe(JSON.stringify(body));
      expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    }
  });

  it('answers HEAD without a body, and 304 to who has it already', async () => {
    const url = await serve((response) => {
      response.setHeader('etag', '"abc"');
      return sendJson(response, { status: 200, body: LONG });
    });
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(JSON.stringify(LONG))));
    expect(await head.text()).toBe('');
    // What fetch sends beside If-None-Match asks for a copy all the same.
    const ask = async (etag: string) => {
      const sent = request(url, { headers: { 'if-none-match': etag } }).end();
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      answer.resume();
      return [answer.statusCode, answer.headers['content-type']];
    };
    expect(await ask('"abc"')).toEqual([304, undefined]);
    expect(await ask('"old"')).toEqual([200, 'application/json; charset=utf-8']);
  });

  it('lets others have their turn between the parts of a long body', async () => {
    let pauses = 0;
    const pause = async (): Promise<void> => {
      pauses += 1;
    };
    const url = await serve((response) =>
      sendJson(response, { status: 200, body: LONG }, new Slices({ sliceMs: 0, pause })),
    );
    expect(await (await fetch(url)).json()).toEqual(LONG);
    expect(pauses).toBeGreaterThan(50);
  });

  it('stops where the client is gone', async () => {
    let goOn = (): void => undefined;
    const paused = new Promise<void>((resolve) => (goOn = resolve));
    const ended: Promise<void>[] = [];
    let tellBegun = (): void => undefined;
    let tellGone = (): void => undefined;
    const gone = new Promise<void>((resolve) => (tellGone = resolve));
    const begun = new Promise<void>((resolve) => (tellBegun = resolve));
    const url = await serve((response) => {
      response.once('close', tellGone);
      const sent = sendJson(response, { status: 200, body: LONG }, new Slices({ sliceMs: 0, pause: () => paused }));
      ended.push(sent);
      tellBegun();
      return sent;
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await begun;
    socket.destroy();
    await gone;
    goOn();
    await expect(Promise.all(ended)).resolves.toEqual([undefined]);
  });
});
