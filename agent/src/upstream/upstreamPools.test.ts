import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Exchange } from './exchange.ts';
import type { NetworkFault } from './networkFault.ts';
import { UpstreamPools } from './upstreamPools.ts';

let server: Server;
let origin: string;
let open: ServerResponse[];
let arrived: (() => void)[];

beforeEach(async () => {
  open = [];
  arrived = [];
  server = createServer((_request, response) => {
    open.push(response);
    arrived.shift()?.();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** Sends a call; resolves with how it ended. */
function send(pools: UpstreamPools): Promise<'end' | NetworkFault> {
  const pool = pools.get('p', origin);
  if (pool === undefined) throw new Error('no pool');
  return new Promise((resolve) => {
    const exchange = new Exchange({
      connected: () => undefined,
      head: () => undefined,
      data: () => undefined,
      end: () => resolve('end'),
      fault: resolve,
    });
    exchange.send(pool, { method: 'GET', path: '/', headers: [], body: null });
  });
}

const arrival = () => new Promise<void>((resolve) => arrived.push(resolve));

describe('UpstreamPools', () => {
  it('keeps a pool whose settings did not change', () => {
    const pools = new UpstreamPools();
    const target = { id: 'p', origin, maxConnections: 2 };
    pools.apply([target]);
    const pool = pools.get('p', origin);
    pools.apply([{ ...target }]);
    expect(pools.get('p', origin)).toBe(pool);
    pools.apply([{ ...target, maxConnections: 3 }]);
    expect(pools.get('p', origin)).not.toBe(pool);
  });

  it('has no pool for what is not configured, or for another origin', () => {
    const pools = new UpstreamPools();
    pools.apply([{ id: 'p', origin, maxConnections: 2 }]);
    expect(pools.get('q', origin)).toBeUndefined();
    expect(pools.get('p', 'http://elsewhere.test')).toBeUndefined();
    pools.apply([]);
    expect(pools.get('p', origin)).toBeUndefined();
  });

  it('lets calls in flight end when the settings change', async () => {
    const pools = new UpstreamPools();
    pools.apply([{ id: 'p', origin, maxConnections: 1 }]);
    const first = arrival();
    const running = send(pools);
    const queued = send(pools);
    await first;
    pools.apply([{ id: 'p', origin, maxConnections: 2 }]);
    const second = arrival();
    open[0]?.end('done');
    expect(await running).toBe('end');
    await second;
    open[1]?.end('done');
    expect(await queued).toBe('end');
    await pools.close();
  });

  it('never opens more connections than allowed', async () => {
    const pools = new UpstreamPools();
    pools.apply([{ id: 'p', origin, maxConnections: 2 }]);
    const both = [arrival(), arrival()];
    const calls = [send(pools), send(pools), send(pools), send(pools)];
    await Promise.all(both);
    expect(open).toHaveLength(2);
    const rest = [arrival(), arrival()];
    for (const response of open) response.end();
    await Promise.all(rest);
    for (const response of open) response.end();
    expect(await Promise.all(calls)).toEqual(['end', 'end', 'end', 'end']);
    await pools.close();
  });

  it('waits for calls in flight when it closes, and ends them when it is destroyed', async () => {
    const pools = new UpstreamPools();
    pools.apply([{ id: 'p', origin, maxConnections: 2 }]);
    const there = arrival();
    const running = send(pools);
    await there;
    let isClosed = false;
    const closing = pools.close().then(() => {
      isClosed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(false);
    await pools.destroy();
    expect(await running).toMatchObject({ sent: true });
    await closing;
  });
});
