import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentStatus } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { runTool } from '../kit/runTool.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { PRESETS } from '../sim/presets.ts';
import { startSim, type Sim } from '../sim/startSim.ts';
import { startComposeRedis, type ComposeRedis } from './composeRedis.ts';
import { environmentOf, SERVICES, VARIABLES } from './composeServices.ts';
import { ROOT } from './tools.ts';

const PRIMARY = 'sim-primary';
const LIMIT_MS = 120_000;

let shop: Workshop;
let sim: Sim;
let redis: ComposeRedis;
let traffic: ChildProcess | undefined;
const agents = new Map<string, AgentProcess>();

function agent(name: 'agent-a' | 'agent-b'): AgentProcess {
  const found = agents.get(name);
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}

/** A service's variables, with the addresses of this machine. */
function variablesOf(service: string): Record<string, string> {
  const found = environmentOf(service);
  return {
    ...found,
    UNDERSTUDY_STORE: (found['UNDERSTUDY_STORE'] ?? '').replace('redis:6379', `127.0.0.1:${redis.port}`),
  };
}

beforeAll(async () => {
  shop = await openWorkshop();
  [sim, redis] = await Promise.all([startSim({ ...PRESETS['demo'], record: false }), startComposeRedis()]);
  const document = await readFile(join(ROOT, 'provisioning/agent/understudy.yaml'), 'utf8');
  const config = await shop.write('understudy.yaml', document.replaceAll('http://sim:4190', sim.url));
  for (const name of ['agent-a', 'agent-b']) {
    agents.set(name, shop.spawn(['--config', config], { env: variablesOf(name), dataDir: shop.path(name) }));
  }
  await Promise.all([...agents.values()].map((one) => one.ready()));
}, LIMIT_MS);
afterAll(async () => {
  traffic?.kill();
  await shop.close();
  await redis.close();
  await sim.close();
}, LIMIT_MS);

/** What `docker compose exec SERVICE node agent/dist/main.js …` comes to. */
function command(name: 'agent-a' | 'agent-b', ...words: readonly string[]): ReturnType<typeof runTool> {
  const variables = { ...variablesOf(name), UNDERSTUDY_URL: agent(name).controlUrl };
  const settings = Object.entries(variables).map(([key, value]) => `${key}=${value}`);
  return runTool('env', [...settings, process.execPath, join(ROOT, 'agent/dist/main.js'), ...words]);
}

function ask(name: 'agent-a' | 'agent-b', model = 'demo-primary'): Promise<Response> {
  return fetch(`${agent(name).url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${VARIABLES.CHECKOUT_KEY}` },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Who goes on?' }] }),
  });
}

async function read<T>(name: 'agent-a' | 'agent-b', path: string): Promise<T> {
  const headers = { authorization: `Bearer ${VARIABLES.UNDERSTUDY_VIEWER_TOKEN}` };
  return (await (await fetch(`${agent(name).controlUrl}/api/v1/${path}`, { headers })).json()) as T;
}

const status = (name: 'agent-a' | 'agent-b'): Promise<AgentStatus> => read(name, 'status');

async function isOpenAt(name: 'agent-a' | 'agent-b'): Promise<boolean> {
  const { breakers } = await status(name);
  return breakers.some(({ provider, state }) => provider === PRIMARY && state === 'open');
}

/** Fallbacks of the primary's chain, as the agent has them in force. */
async function fallbacksAt(name: 'agent-a' | 'agent-b'): Promise<string> {
  return (await read<{ fallbacks: readonly string[] }>(name, 'chains/demo-primary')).fallbacks.join();
}

describe('the two agents of the profile `redis`', () => {
  it('are one group over one store, with one first revision', async () => {
    const both = await Promise.all([status('agent-a'), status('agent-b')]);
    expect(both.map(({ agent: { group } }) => group)).toEqual(['shared', 'shared']);
    expect(both.map(({ agent: { instance } }) => instance)).toEqual(['agent-a', 'agent-b']);
    expect(both.map(({ config: { revision } }) => revision)).toEqual([1, 1]);
  });

  it('have a chain in force at both that was changed at one', async () => {
    const { code, said } = await command('agent-a', 'chains', 'set', 'demo-primary', 'demo-slow');
    expect({ code, said }).toMatchObject({ code: 0 });
    await until('agent-b to have it', async () => (await fallbacksAt('agent-b')) === 'demo-slow');
  });

  it(
    'refuse a provider at both that failed at one',
    async () => {
      const [, ...args] = SERVICES['traffic-a']?.command ?? [];
      const env = { PATH: process.env.PATH, ...environmentOf('traffic-a'), TRAFFIC_URL: agent('agent-a').url };
      traffic = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
      await until('the circuit to open at agent-a', () => isOpenAt('agent-a'), LIMIT_MS);
      await until('it to be open at agent-b', () => isOpenAt('agent-b'));

      const { headers } = await ask('agent-b');
      expect([headers.get('x-understudy-served-model'), headers.get('x-understudy-attempts')]).toEqual([
        'demo-slow',
        '1',
      ]);
      traffic.kill();
    },
    LIMIT_MS,
  );

  it(
    'answer on without Redis, refuse changes, and take them again when it is back',
    async () => {
      await redis.kill();
      for (const name of ['agent-a', 'agent-b'] as const) {
        expect((await ask(name)).status).toBe(200);
        const { code, said } = await command(name, 'chains', 'set', 'demo-primary', 'demo-quick');
        expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('Redis') });
        expect((await ask(name, 'demo-quick')).status).toBe(200);
        expect(await fallbacksAt(name)).toBe('demo-slow');
      }
      redis = await redis.again();
      await until('agent-b to take a change', async () => {
        const { code } = await command('agent-b', 'chains', 'set', 'demo-primary', 'demo-quick');
        return code === 0;
      });
      await until('agent-a to have it', async () => (await fallbacksAt('agent-a')) === 'demo-quick');
    },
    LIMIT_MS,
  );
});
