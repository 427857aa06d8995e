import { Agent } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startAgentInProcess, type AgentInProcess } from '../kit/agentInProcess.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { API_SHAPES } from '../kit/clientApi.ts';
import { exchange } from '../kit/exchange.ts';
import { until } from '../kit/until.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

const ATTACKS = 2_000;
const AT_ONCE = 10;
const LIMIT_MS = 60_000;

let sim: Sim;
let agent: AgentInProcess;
beforeAll(async () => {
  sim = await startSim();
});
afterEach(() => agent.close());
afterAll(() => sim.close());

/** Requests with names that nobody configured: model, client, tags, fallbacks, path, trace. */
async function attack(from: number, count: number): Promise<void> {
  const { path, body } = API_SHAPES.chat;
  const connections = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const one = async (at: number): Promise<void> => {
    const headers = {
      'x-understudy-client': `client-${at}`,
      'x-understudy-tags': `tag-${at}`,
      'user-agent': `agent-${at}`,
      'x-understudy-fallbacks': at % 4 === 0 ? `model-${at}` : 'second',
    };
    const model = at % 2 === 0 ? `model-${at}` : 'lead';
    const place = at % 5 === 0 ? `/v1/path-${at}` : path;
    await exchange(agent.url + place, { agent: connections, headers, body: body(model, 'hello', false) });
  };
  const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let at = from + lane; at < from + count; at += AT_ONCE) await one(at);
  });
  await Promise.all(lanes);
  connections.destroy();
}

/** Series of the exposition, once the cached one has run out. */
async function seriesAfter(requests: number): Promise<number> {
  const samples = await until('every request to be counted', async () => {
    const now = await agent.samples();
    return now.sum('requests_total') === requests ? now : null;
  });
  return samples.all.length;
}

describe('2,000 requests with names that nobody configured', () => {
  it(
    'make no series beyond those of the first ten',
    async () => {
      const steps = [stepAt(sim, 'lead'), stepAt(sim, 'second')];
      agent = await startAgentInProcess({ document: chainDocument({ steps }) });
      await attack(0, 10);
      const routed = (count: number): number => count - count / 5;
      const before = await seriesAfter(routed(10));

      await attack(10, ATTACKS);

      expect(await seriesAfter(routed(ATTACKS + 10))).toBe(before);
      const samples = await agent.samples();
      expect(samples.sum('label_overflow_total', { label: 'model' })).toBeGreaterThan(ATTACKS / 3);
      const values = samples.all.flatMap(({ labels }) => Object.values(labels));
      expect(values.filter((value) => /^(model|client|tag|agent|path)-\d/.test(value))).toEqual([]);
    },
    LIMIT_MS,
  );
});
