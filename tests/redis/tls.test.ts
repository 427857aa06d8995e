import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { runTool } from '../kit/runTool.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { groupDocument, spawnAgent, statusOf } from './groupKit.ts';

let sims: SimTrio;
let shop: Workshop;
let redis: RedisProcess;
let start: readonly string[];

/** An authority of one's own, and a certificate of it for 127.0.0.1. */
async function makeCertificate(): Promise<void> {
  const file = (name: string): string => shop.path(name);
  await writeFile(file('names.ext'), 'subjectAltName = IP:127.0.0.1\n');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const calls = [
    ['req', '-x509', ...key, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-subj', '/CN=authority', '-days', '2'],
    ['req', ...key, '-keyout', file('redis.key'), '-out', file('redis.csr'), '-subj', '/CN=redis'],
    [
      ...['x509', '-req', '-in', file('redis.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'],
      ...['-out', file('redis.pem'), '-days', '2', '-extfile', file('names.ext')],
    ],
  ];
  for (const call of calls) expect(await runTool('openssl', call)).toMatchObject({ code: 0 });
}

beforeAll(async () => {
  [sims, shop] = await Promise.all([startSimTrio(), openWorkshop()]);
  await makeCertificate();
  const port = String(await unusedPort());
  const files = ['--tls-cert-file', shop.path('redis.pem'), '--tls-key-file', shop.path('redis.key')];
  redis = await startRedis([
    ...['--tls-port', port, '--tls-auth-clients', 'no', '--tls-ca-cert-file', shop.path('ca.pem')],
    ...files,
  ]);
  const config = await shop.write('understudy.yaml', groupDocument(sims));
  start = ['--store', `rediss://127.0.0.1:${port}`, '--config', config];
});
afterAll(async () => {
  await shop.close();
  await redis.close();
  await sims.close();
});

it('reaches Redis by TLS with the certificate of an authority that NODE_EXTRA_CA_CERTS names', async () => {
  const env = { NODE_EXTRA_CA_CERTS: shop.path('ca.pem') };
  const agent = await (await spawnAgent(shop, 'a', start, { env })).ready();
  const { store, config } = await statusOf(agent);
  expect(store).toMatchObject({ kind: 'redis', address: start[1], connected: true });
  expect(config.revision).toBe(1);
});

it('does not trust a certificate of nobody it knows', async () => {
  const agent = await (await spawnAgent(shop, 'b', start)).ready();
  expect((await agent.samples()).sum('store_connected', { store: 'redis' })).toBe(0);
  expect(`${agent.stdout}${agent.stderr}`).toMatch(/rediss:.*certificate/);
});
