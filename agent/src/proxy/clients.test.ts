import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Call, CallOutcome } from '../engine/index.ts';
import { post, startPlane, whole, type PlaneUnderTest } from './testkit/planeUnderTest.ts';

let plane: PlaneUnderTest | null = null;

afterEach(async () => {
  await plane?.close();
  plane = null;
});

async function start(
  play: (call: Call) => CallOutcome | Promise<CallOutcome>,
  options: Parameters<typeof startPlane>[1] = {},
): Promise<PlaneUnderTest> {
  plane = await startPlane(play, options);
  return plane;
}

const answers = (): CallOutcome => whole('{"ok":1}');
const CHAT = '/v1/chat/completions';

describe('slow and broken clients', () => {
  it('ends a client that does not send its headers in time with 408', async () => {
    const { port } = await start(answers, { headersTimeoutMs: 100 });
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\n');
    const text = await new Promise<string>((resolve) => {
      let got = '';
      socket.on('data', (chunk) => (got += chunk.toString()));
      socket.on('close', () => resolve(got));
    });
    expect(text).toContain('408');
    expect(text).toContain('request_timeout');
  });

  it.each([
    'POST /v1/chat/completions HTTP/1.1\r\nhost: local',
    `POST ${CHAT} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\n{`,
  ])(
    'ends one that does not send its whole request in time with 408, also where that is less than headers may take',
    async (bytes) => {
      const { port } = await start(answers, { headersTimeoutMs: 10_000, requestTimeoutMs: 100 });
      const socket = connect(port, '127.0.0.1');
      socket.write(bytes);
      const text = await new Promise<string>((resolve) => {
        let got = '';
        socket.on('data', (chunk) => (got += chunk.toString()));
        socket.on('close', () => resolve(got));
      });
      expect(text).toContain('408');
    },
  );

  it('answers what is not HTTP with 400', async () => {
    const { port } = await start(answers);
    const socket = connect(port, '127.0.0.1');
    socket.end('hello\r\n\r\n');
    const text = await new Promise<string>((resolve) => socket.on('data', (chunk) => resolve(chunk.toString())));
    expect(text).toContain('400 Bad Request');
  });

  it('cancels the upstream call when the client leaves, and counts it as cancelled', async () => {
    const left = new AbortController();
    const { url, ended } = await start(
      (call) =>
        new Promise((resolve) => {
          call.cancel.onCancel(() => resolve({ kind: 'cancelled', sent: true }));
          left.abort();
        }),
    );
    await expect(
      fetch(`${url}${CHAT}`, { method: 'POST', body: '{"model":"lead"}', signal: left.signal }),
    ).rejects.toThrow();
    expect(await ended(1)).toMatchObject({ outcome: 'cancelled', status: 499, attempts: [{ result: 'cancelled' }] });
  });

  it('lets answers under way finish while it drains, and closes their connections', async () => {
    let release: (outcome: CallOutcome) => void = () => undefined;
    const { url, calls, plane: server } = await start(() => new Promise((resolve) => (release = resolve)));
    const pending = post(`${url}${CHAT}`, { model: 'lead' });
    while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    server.drain();
    release(answers());
    expect((await pending).status).toBe(200);
    await expect(post(`${url}${CHAT}`, { model: 'lead' })).rejects.toThrow();
  });
});
