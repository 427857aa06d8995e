import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { metricsRoutes } from './metrics.ts';

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server = null;
});

async function scrape(
  chunks: readonly string[],
  encoding: string,
): Promise<{ headers: IncomingMessage['headers']; body: Buffer }> {
  const metrics = async () => ({
    chunks: chunks.map((text) => Buffer.from(text)),
    contentType: 'text/plain; version=0.0.4',
  });
  server = createServer(express().use(metricsRoutes({ metrics }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asked = request({
    port,
    host: '127.0.0.1',
    path: '/metrics',
    headers: { 'accept-encoding': encoding },
    agent: false,
  });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { headers: response.headers, body: await buffer(response) };
}

const LONG = ['# TYPE a counter\n', 'a 1\n'.repeat(2_000), 'b é\n'.repeat(2_000)];

describe('/metrics', () => {
  it('is compressed for a scraper that takes it', async () => {
    const { headers, body } = await scrape(LONG, 'gzip');
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(body.length).toBeLessThan(2_000);
    expect(gunzipSync(body).toString()).toBe(LONG.join(''));
  });

  it('comes as it is to one that does not', async () => {
    const { headers, body } = await scrape(LONG, 'identity');
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['content-length']).toBe(String(body.length));
    expect(body.toString()).toBe(LONG.join(''));
  });

  it('comes as it is where it is short', async () => {
    const { headers, body } = await scrape(['a 1\n'], 'gzip');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4');
    expect(body.toString()).toBe('a 1\n');
  });
});
