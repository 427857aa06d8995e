import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { exchange } from '../kit/exchange.ts';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

const ENV = { LEAD_API_KEY: 'sk-canary-lead' };

let sim: Sim;
let shop: Workshop;
beforeAll(async () => {
  sim = await startSim();
});
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());
afterAll(() => sim.close());

async function configWith(model: string): Promise<string> {
  const step = stepAt(sim, model, 'openai', {
    provider: { id: 'cloud', apiKey: 'env:LEAD_API_KEY' },
    model: { provider: 'cloud' },
  });
  return shop.write(`${model}.json`, chainDocument({ steps: [step] }));
}

/** Starts with a file, tells which models are in force, and ends in order. */
async function modelsWith(...args: string[]): Promise<{ models: string[]; agent: AgentProcess }> {
  const agent = await shop.spawn(args, { env: ENV }).ready();
  const answer = await exchange(`${agent.url}/v1/models`, { method: 'GET' });
  agent.kill('SIGTERM');
  expect(await agent.exited).toEqual({ code: 0, signal: null });
  const { data } = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(answer.json());
  return { models: data.map(({ id }) => id), agent };
}

describe('a store that holds a configuration', () => {
  it('stays in force without --config', async () => {
    await modelsWith('--config', await configWith('one'));

    expect((await modelsWith()).models).toEqual(['one']);
  });

  it('stays in force where the file differs: the diff is printed, and how to go on', async () => {
    await modelsWith('--config', await configWith('one'));
    const file = await configWith('two');

    const { models, agent } = await modelsWith('--config', file);

    expect(models).toEqual(['one']);
    for (const said of [`apply -f ${file}`, '--config-wins', '--managed', 'revision 1', 'one', 'two']) {
      expect(agent.stderr).toContain(said);
    }
  });

  it('is silent where the file is the same', async () => {
    const file = await configWith('one');
    await modelsWith('--config', file);

    expect((await modelsWith('--config', file)).agent.stderr).toBe('');
  });

  it.each(['--config-wins', '--managed'])('takes the file with %s, as a new revision', async (flag) => {
    await modelsWith('--config', await configWith('one'));
    const file = await configWith('two');

    expect((await modelsWith('--config', file, flag)).models).toEqual(['two']);
    expect((await modelsWith()).models).toEqual(['two']);
  });
});
