import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { healthSchema, statusSchema } from '@understudy/contract';
import { runCli } from '../cli/runCli.ts';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';

const ADMIN = 'store-seen-admin-token';
const HEADERS = { authorization: `Bearer ${ADMIN}` };

let sims: SimTrio;
let redis: RedisProcess;
let shop: Workshop;
let agent: AgentProcess;

beforeAll(async () => {
  sims = await startSimTrio();
});
afterAll(() => sims.close());

beforeEach(async () => {
  redis = await startRedis();
  shop = await openWorkshop();
});
afterEach(async () => {
  await shop.close();
  await redis.close();
});

async function start(...flags: readonly string[]): Promise<void> {
  const keyed = { provider: { apiKey: 'env:LEAD_API_KEY' } };
  const steps = [stepAt(sims.lead, 'lead', 'openai', keyed), stepAt(sims.second, 'second', 'openai', keyed)];
  const document = chainDocument({ steps });
  const file = await shop.write('understudy.json', document);
  agent = await shop
    .spawn(['--config', file, '--store', redis.url, ...flags], {
      env: { UNDERSTUDY_ADMIN_TOKEN: ADMIN, LEAD_API_KEY: 'k' },
    })
    .ready();
}

const read = async (path: string): Promise<unknown> =>
  (await fetch(`${agent.controlUrl}/api/v1${path}`, { headers: HEADERS })).json();
const storeOf = async () => statusSchema.parse(await read('/status')).store;
const reasons = async () => healthSchema.parse(await read('/health')).reasons.map(({ code }) => code);
const connected = async () => (await agent.samples()).sum('store_connected', { store: 'redis' });
const said = async () => (await runCli(agent.controlUrl, ['status'], ADMIN)).out;
const readiness = async () => (await fetch(`${agent.controlUrl}/readyz`)).status;
const isAway = async () => !(await storeOf()).connected;

describe('an agent with a shared store', () => {
  it('says where it is, since when it is away, and that it is back: in status, health, metrics and the shell', async () => {
    await start();
    const place = { kind: 'redis', address: redis.url };
    expect(await storeOf()).toEqual({ ...place, connected: true, since: null, problem: null });
    expect(await connected()).toBe(1);
    expect(await reasons()).toEqual([]);
    expect(await said()).toContain(`\nstore ${redis.url}\n`);

    const killed = Date.now();
    await redis.kill();
    await until('the store to be away', isAway);
    const away = await storeOf();
    expect(away).toMatchObject({ ...place, problem: expect.stringMatching(/\w/) });
    expect(Date.parse(away.since ?? '')).toBeGreaterThanOrEqual(killed - 1_000);
    await until('the gauge to show it', async () => (await connected()) === 0);
    expect(await reasons()).toEqual(['store_away']);
    expect(await readiness()).toBe(200);
    expect(await said()).toContain('changes cannot be saved');

    await redis.start();
    await until('the store to be back', async () => !(await isAway()));
    await until('the gauge to show it', async () => (await connected()) === 1);
    expect(await reasons()).toEqual([]);
  });

  it('says the same where a file is in charge, and what it misses then', async () => {
    await start('--managed');
    expect(await storeOf()).toMatchObject({ kind: 'redis', connected: true });
    await redis.kill();
    await until('the store to be away', isAway);
    expect(await reasons()).toEqual(['store_away']);
    expect(await said()).toContain('tokens cannot be created, circuits are not shared');
  });
});
