import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

const [OLD, NEW] = ['0'.repeat(64), 'f'.repeat(64)] as const;
const KEY = 'sk-canary-rotated-7de1';

let shop: Workshop;
let sim: Sim;
beforeAll(async () => {
  [shop, sim] = await Promise.all([openWorkshop(), startSim()]);
});
afterAll(async () => {
  await shop.close();
  await sim.close();
});

async function withAgent<Result>(
  env: Record<string, string>,
  work: (agent: AgentProcess) => Promise<Result>,
): Promise<Result> {
  const document: ConfigDocument = {
    version: 1,
    providers: [{ id: 'lead', dialect: 'openai', baseUrl: `${sim.url}/v1`, apiKey: KEY }],
    models: [{ id: 'gpt-4o', provider: 'lead' }],
    chains: [],
  };
  // Seeds the first start; later ones find the store filled.
  const args = env['UNDERSTUDY_MASTER_KEY'] === OLD ? ['--config', await shop.write('understudy.json', document)] : [];
  const agent = await shop.spawn(args, { env }).ready();
  try {
    return await work(agent);
  } finally {
    agent.kill('SIGTERM');
    await agent.exited;
  }
}

/** The key that the provider is called with; undefined where it is not called. */
async function keyInUse(agent: AgentProcess): Promise<string | undefined> {
  sim.reset();
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] });
  const headers = { 'content-type': 'application/json' };
  await (await fetch(`${agent.url}/v1/chat/completions`, { method: 'POST', headers, body })).text();
  return sim.calls[0]?.headers['authorization'];
}

async function rotate(agent: AgentProcess, query = ''): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${agent.controlUrl}/api/v1/secrets/rotate${query}`, { method: 'POST' });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('rotation of the master key', () => {
  it('goes on answering with both keys, seals anew on demand, and needs the old key no more then', async () => {
    await withAgent({ UNDERSTUDY_MASTER_KEY: OLD }, async (agent) => {
      expect(await keyInUse(agent)).toBe(`Bearer ${KEY}`);
    });
    await withAgent({ UNDERSTUDY_MASTER_KEY: NEW }, async (agent) => {
      expect(await keyInUse(agent)).toBeUndefined();
      expect(await rotate(agent)).toMatchObject({ status: 409, body: { code: 'cannot_unseal' } });
    });
    await withAgent({ UNDERSTUDY_MASTER_KEY: NEW, UNDERSTUDY_MASTER_KEY_OLD: OLD }, async (agent) => {
      expect(await keyInUse(agent)).toBe(`Bearer ${KEY}`);
      expect(await rotate(agent, '?dryRun=true')).toMatchObject({
        status: 200,
        body: { resealed: 1, revision: 1, dryRun: true },
      });
      expect(await rotate(agent)).toMatchObject({ status: 200, body: { resealed: 1, revision: 2 } });
      expect(await rotate(agent)).toMatchObject({ status: 200, body: { resealed: 0, revision: 2 } });
    });
    await withAgent({ UNDERSTUDY_MASTER_KEY: NEW }, async (agent) => {
      expect(await keyInUse(agent)).toBe(`Bearer ${KEY}`);
    });
  });

  it('is refused where there is no key to seal under', async () => {
    await withAgent({}, async (agent) => {
      expect(await rotate(agent)).toMatchObject({ status: 409, body: { code: 'no_master_key' } });
    });
  });
});
