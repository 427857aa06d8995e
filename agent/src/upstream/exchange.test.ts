import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import zlib from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Exchange, type ExchangeListener } from './exchange.ts';
import type { NetworkFault } from './networkFault.ts';
import { UpstreamPools } from './upstreamPools.ts';

class Recorder implements ExchangeListener {
  readonly seen: string[] = [];
  readonly chunks: Buffer[] = [];
  status = 0;
  headers: IncomingHttpHeaders = {};
  failed: NetworkFault | null = null;
  #done: () => void = () => undefined;
  readonly over = new Promise<void>((resolve) => {
    this.#done = resolve;
  });
  onData: (chunk: Buffer) => void = () => undefined;

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  connected(): void {
    this.seen.push('connected');
  }

  head(status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
    this.seen.push('head');
  }

  data(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.onData(chunk);
  }

  end(): void {
    this.seen.push('end');
    this.#done();
  }

  fault(fault: NetworkFault): void {
    this.failed = fault;
    this.seen.push('fault');
    this.#done();
  }
}

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A server that speaks whatever bytes a test wants, once it has heard something. */
async function rawServer(onRequest: (socket: Socket) => void, port = 0): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', () => onRequest(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function poolFor(origin: string): UpstreamPools {
  const pools = new UpstreamPools();
  pools.apply([{ id: 'p', origin, maxConnections: 2 }]);
  cleanups.push(() => pools.destroy());
  return pools;
}

function send(origin: string, pools = poolFor(origin)): { exchange: Exchange; heard: Recorder } {
  const heard = new Recorder();
  const exchange = new Exchange(heard);
  const pool = pools.get('p', origin);
  if (pool === undefined) throw new Error('no pool');
  exchange.send(pool, { method: 'POST', path: '/x', headers: ['a', 'b'], body: Buffer.from('hello') });
  return { exchange, heard };
}

const reply = (body: Buffer, headers: string) =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n${headers}\r\n`), body]);

describe('Exchange', () => {
  it('tells connection, head, bytes and end in order', async () => {
    const origin = await rawServer((socket) => socket.write(reply(Buffer.from('hi'), 'x-a: 1\r\n')));
    const { heard } = send(origin);
    await heard.over;
    expect(heard.seen).toEqual(['connected', 'head', 'end']);
    expect(heard).toMatchObject({ status: 200, text: 'hi', headers: { 'x-a': '1' } });
  });

  it('passes over interim answers', async () => {
    const origin = await rawServer((socket) =>
      socket.write(Buffer.concat([Buffer.from('HTTP/1.1 103 Early\r\n\r\n'), reply(Buffer.from('hi'), '')])),
    );
    const { heard } = send(origin);
    await heard.over;
    expect(heard.seen).toEqual(['connected', 'head', 'end']);
  });

  const coded: [string, (body: Buffer) => Buffer][] = [
    ['gzip', (body) => zlib.gzipSync(body)],
    ['x-gzip', (body) => zlib.gzipSync(body)],
    ['deflate', (body) => zlib.deflateSync(body)],
    ['deflate', (body) => zlib.deflateRawSync(body)],
    ['br', (body) => zlib.brotliCompressSync(body)],
    ['zstd', (body) => zlib.zstdCompressSync(body)],
    ['identity', (body) => body],
  ];
  it.each(coded)('decodes %s', async (encoding, code) => {
    const text = 'data: h\u00e9llo\n\n'.repeat(10_000);
    const origin = await rawServer((socket) =>
      socket.write(reply(code(Buffer.from(text)), `content-encoding: ${encoding}\r\n`)),
    );
    const { heard } = send(origin);
    await heard.over;
    expect(heard.failed).toBeNull();
    expect(heard.text).toBe(text);
  });

  it('hands decoded bytes on as they come, not at the end', async () => {
    const gzip = zlib.createGzip();
    const origin = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n');
      gzip.on('data', (chunk: Buffer) => socket.write(chunk));
      gzip.write('first');
      gzip.flush();
    });
    const { exchange, heard } = send(origin);
    await new Promise<void>((resolve) => {
      heard.onData = () => resolve();
    });
    expect(heard.text).toBe('first');
    exchange.abort();
    gzip.destroy();
  });

  it.each([
    ['nonsense', 'gzip', Buffer.from('this is not gzip')],
    ['an unknown coding', 'compress', Buffer.from('x')],
  ])('calls %s a decoding fault', async (_name, encoding, body) => {
    const origin = await rawServer((socket) => socket.write(reply(body, `content-encoding: ${encoding}\r\n`)));
    const { heard } = send(origin);
    await heard.over;
    expect(heard.failed).toMatchObject({ kind: 'decode', sent: true });
    expect(heard.seen.filter((event) => event === 'fault')).toHaveLength(1);
  });

  it('hands on what was decoded before a cut, then tells the cut', async () => {
    const gzip = zlib.createGzip();
    const origin = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n');
      gzip.once('data', (chunk: Buffer) => {
        gzip.once('data', (more: Buffer) => {
          const bytes = Buffer.concat([chunk, more]);
          socket.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]));
          socket.end();
        });
      });
      gzip.write('before the cut');
      gzip.flush();
    });
    const { heard } = send(origin);
    await heard.over;
    gzip.destroy();
    expect(heard.text).toBe('before the cut');
    expect(heard.failed).toMatchObject({ kind: 'closed', sent: true });
  });

  it.each([
    ['a close before any answer', 'closed', (socket: Socket) => socket.end()],
    ['a reset before any answer', 'reset', (socket: Socket) => socket.resetAndDestroy()],
    [
      'a cut in the body',
      'closed',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'),
    ],
    ['an answer that is no HTTP', 'protocol', (socket: Socket) => socket.write('SSH-2.0-OpenSSH\r\n\r\n')],
  ])('calls %s by its name', async (_name, kind, misbehave) => {
    const origin = await rawServer((socket) => void misbehave(socket));
    const { heard } = send(origin);
    await heard.over;
    expect(heard.failed).toMatchObject({ kind, sent: true });
    expect(heard.failed?.message).not.toContain('127.0.0.1');
  });

  it('knows that nothing was sent where the connection was refused', async () => {
    const origin = await rawServer(() => undefined);
    await cleanups.pop()?.();
    const { heard } = send(origin);
    await heard.over;
    expect(heard.seen).toEqual(['fault']);
    expect(heard.failed).toMatchObject({ kind: 'refused', sent: false });
  });

  it('knows that nothing was sent where the name does not resolve', async () => {
    const { heard } = send('http://no-such-host.invalid');
    await heard.over;
    expect(heard.failed).toMatchObject({ kind: 'dns', sent: false });
  });

  it('calls a failed handshake a TLS fault', async () => {
    const origin = (await rawServer((socket) => socket.end('plain text'))).replace('http:', 'https:');
    const { heard } = send(origin);
    await heard.over;
    expect(heard.failed).toMatchObject({ kind: 'tls', sent: false });
  });

  it('tells nothing more after an abort, and closes the connection', async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const origin = await rawServer((socket) => {
      socket.on('close', closed);
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
    });
    const { exchange, heard } = send(origin);
    await new Promise<void>((resolve) => {
      heard.onData = () => resolve();
    });
    exchange.abort();
    exchange.abort();
    await gone;
    expect(heard.seen).toEqual(['connected', 'head']);
  });

  it('leaves the connection alone where the abort came before it was needed', async () => {
    const paths: string[] = [];
    const origin = await rawServer((socket) => {
      paths.push('call');
      socket.write(reply(Buffer.from('hi'), ''));
    });
    const pools = poolFor(origin);
    const { exchange, heard } = send(origin, pools);
    exchange.abort();
    expect(exchange.sent).toBe(false);
    const second = send(origin, pools);
    await second.heard.over;
    expect(second.heard.text).toBe('hi');
    expect(heard.seen).toEqual([]);
    expect(paths).toEqual(['call']);
  });

  it('holds the provider back while paused', async () => {
    const big = Buffer.alloc(8_000_000, 'x');
    let written: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      written = resolve;
    });
    let isWritten = false;
    const origin = await rawServer((socket) => {
      socket.write(reply(big, ''), () => {
        isWritten = true;
        written();
      });
    });
    const { exchange, heard } = send(origin);
    await new Promise<void>((resolve) => {
      heard.onData = () => {
        exchange.pause();
        resolve();
      };
    });
    const before = heard.chunks.length;
    // Turns of the loop in which the rest would have come.
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(isWritten).toBe(false);
    expect(heard.chunks.length).toBeLessThanOrEqual(before + 1);
    heard.onData = () => undefined;
    exchange.resume();
    await heard.over;
    await all;
    expect(Buffer.concat(heard.chunks)).toHaveLength(big.length);
  });
});
