import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import express, { type Response as ExpressResponse } from 'express';
import { EventStream } from './eventStream.ts';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** Opens an event stream between a handler and a client. */
async function open(keepAliveMs?: number): Promise<{ events: EventStream; ours: ExpressResponse; theirs: Response }> {
  let made: (parts: { events: EventStream; ours: ExpressResponse }) => void = () => undefined;
  const parts = new Promise<{ events: EventStream; ours: ExpressResponse }>((resolve) => (made = resolve));
  const app = express().get('/', (_request, response) =>
    made({ events: new EventStream(response, keepAliveMs), ours: response }),
  );
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const theirs = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { ...(await parts), theirs };
}

describe('an event stream', () => {
  it('numbers its events and ends cleanly', async () => {
    const { events, theirs } = await open();
    events.send('one', { a: 'line\nbreak' });
    events.send('two', null);
    events.end();
    expect(await theirs.text()).toBe(
      'retry: 86400000\n\nid: 1\nevent: one\ndata: {"a":"line\\nbreak"}\n\nid: 2\nevent: two\ndata: null\n\n',
    );
    expect(theirs.headers.get('cache-control')).toBe('no-store, no-transform');
  });

  it('is kept alive by comments while nothing happens', async () => {
    const { events, theirs } = await open(1);
    const reader = theirs.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes(': keep-alive\n\n')) text += (await reader.read()).value ?? '';
    events.end();
    expect(text).toContain('retry: 86400000\n\n');
  });

  it('writes nothing after its end', async () => {
    const { events, theirs } = await open();
    events.send('last', {});
    events.end();
    events.send('late', {});
    expect(await theirs.text()).toBe('retry: 86400000\n\nid: 1\nevent: last\ndata: {}\n\n');
  });

  it('writes nothing to a client that is gone', async () => {
    const { events, ours, theirs } = await open(1);
    const failures: unknown[] = [];
    ours.on('error', (error) => failures.push(error));
    const written = jest.spyOn(ours, 'write');
    const closed = once(ours, 'close');
    await theirs.body?.cancel();
    await closed;
    written.mockClear();
    events.send('late', {});
    events.end();
    events.send('later', {});
    expect(written).not.toHaveBeenCalled();
    expect(failures).toEqual([]);
  });
});
