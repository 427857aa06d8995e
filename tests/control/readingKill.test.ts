import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RequestSummary } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

const ROUNDS = 8;
const USERS = 4;
/** Requests answered longer than this before the kill must not be lost. */
const LOSS_MS = 1_000;
const KILL_AFTER_MS = { least: 1_200, more: 600 };

interface Answered {
  readonly id: string;
  readonly at: number;
}

let shop: Workshop;
let sim: Sim;
let args: string[];
beforeAll(async () => {
  shop = await openWorkshop();
  sim = await startSim();
  const gone = { id: 'lead', url: 'http://127.0.0.1:9' };
  const steps = [gone, stepAt(sim, 'second')].map((step) => ({ ...step, provider: { location: 'local' as const } }));
  args = ['--config', await shop.write('understudy.yaml', chainDocument({ steps: steps.map(withoutKey) }))];
});
afterAll(async () => {
  await shop.close();
  await sim.close();
});

/** A local provider needs no key, and a plain one would have to be sealed. */
function withoutKey<Step extends { readonly provider: object }>(step: Step): Step {
  return { ...step, provider: { ...step.provider, apiKey: undefined } };
}

/** Asks one request after the other until the agent is gone. */
async function ask(agent: AgentProcess, tell: (answered: Answered) => void): Promise<number> {
  const body = JSON.stringify({ model: 'lead', messages: [{ role: 'user', content: 'hi' }] });
  const headers = { 'content-type': 'application/json' };
  for (let sent = 1; ; sent++) {
    try {
      const response = await fetch(`${agent.url}/v1/chat/completions`, { method: 'POST', headers, body });
      await response.arrayBuffer();
      tell({ id: response.headers.get('x-understudy-request-id') ?? '', at: performance.now() });
    } catch {
      return sent; // the agent was killed
    }
  }
}

/** Lets an agent serve and kills it; answers what it was sure to have kept, and how many requests were sent. */
async function serveAndKill(agent: AgentProcess): Promise<{ kept: string[]; sent: number }> {
  const answered: Answered[] = [];
  let killedAt = 0;
  const kill = (): void => {
    killedAt = performance.now();
    agent.kill('SIGKILL');
  };
  setTimeout(kill, KILL_AFTER_MS.least + Math.random() * KILL_AFTER_MS.more);
  const sent = await Promise.all(Array.from({ length: USERS }, () => ask(agent, (one) => answered.push(one))));
  expect(await agent.exited).toEqual({ code: null, signal: 'SIGKILL' });
  const kept = answered.filter(({ at }) => at < killedAt - LOSS_MS).map(({ id }) => id);
  return { kept, sent: sent.reduce((sum, one) => sum + one, 0) };
}

async function eventIds(agent: AgentProcess): Promise<string[]> {
  const headers = { accept: 'text/csv' };
  const response = await fetch(`${agent.controlUrl}/api/v1/events?kind=request`, { headers });
  const lines = (await response.text()).trimEnd().split('\r\n');
  return lines.slice(1).map((line) => line.split(',')[3] ?? '');
}

async function totals(agent: AgentProcess): Promise<RequestSummary> {
  const response = await fetch(`${agent.controlUrl}/api/v1/metrics-summary?days=2`);
  const { total } = (await response.json()) as { total: RequestSummary };
  return total;
}

describe('kill -9 while requests are served', () => {
  it(`loses no more than the last second of events and statistics in ${ROUNDS} kills, and counts nothing twice`, async () => {
    let agent = await shop.spawn(args).ready();
    const kept = new Set<string>();
    let sent = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const served = await serveAndKill(agent);
      expect(served.kept.length).toBeGreaterThan(0);
      served.kept.forEach((id) => kept.add(id));
      sent += served.sent;
      agent = await shop.spawn(args).ready();
      const ids = await eventIds(agent);
      expect(new Set(ids).size).toBe(ids.length);
      expect([...kept].filter((id) => !ids.includes(id))).toEqual([]);
      const { requests, fallbacks, inputTokens } = await totals(agent);
      expect(requests).toBeGreaterThanOrEqual(kept.size);
      expect(requests).toBeLessThanOrEqual(sent);
      expect(fallbacks).toBe(requests);
      expect(inputTokens % requests).toBe(0);
    }
    const before = await totals(agent);
    agent.kill('SIGTERM');
    expect(await agent.exited).toEqual({ code: 0, signal: null });
    agent = await shop.spawn(args).ready();
    expect(await totals(agent)).toEqual(before);
  }, 120_000);
});
