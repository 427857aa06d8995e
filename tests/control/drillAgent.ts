import { drillSchema, type ConfigDocument, type Drill } from '@understudy/contract';
import { z } from 'zod';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { Exchange, exchange, type Transcript } from '../kit/exchange.ts';
import type { SimTrio } from '../kit/simTrio.ts';
import type { Workshop } from '../kit/workshop.ts';

/** Keys that a file may hold only as references. */
const ENV = { LEAD_API_KEY: 'lead-key', SECOND_API_KEY: 'second-key', THIRD_API_KEY: 'third-key' };

/** A chain of three providers of different dialects; a rate limit is retried once, after two seconds. */
function drillDocument(sims: SimTrio): ConfigDocument {
  const keyed = (name: string): { provider: { apiKey: string } } => ({ provider: { apiKey: `env:${name}_API_KEY` } });
  return chainDocument({
    steps: [
      stepAt(sims.lead, 'lead', 'openai', { ...keyed('LEAD'), model: { price: { input: 2, output: 10 } } }),
      stepAt(sims.second, 'second', 'anthropic', { ...keyed('SECOND'), model: { price: { input: 3, output: 15 } } }),
      stepAt(sims.third, 'third', 'google', keyed('THIRD')),
    ],
    policy: { preset: 'immediate', triggers: { rate_limit: { retries: 1 } } },
  });
}

/** Starts the agent on the drill document; again on the same data where there is some. */
export async function startDrillAgent(shop: Workshop, sims: SimTrio): Promise<AgentProcess> {
  const config = await shop.write('understudy.json', drillDocument(sims));
  return shop.spawn(['--config', config], { env: ENV }).ready();
}

/** Opens a drill of `lead` whose events come as they happen. */
export function openDrill(agent: AgentProcess, order: object): Exchange {
  return new Exchange(`${agent.controlUrl}/api/v1/drills`, {
    headers: { accept: 'text/event-stream' },
    body: { model: 'lead', ...order },
  });
}

/** Asks for a drill of `lead`. */
export function askDrill(agent: AgentProcess, order: object): Promise<Transcript> {
  return exchange(`${agent.controlUrl}/api/v1/drills`, { body: { model: 'lead', ...order } });
}

/** Runs a drill of `lead` to its end. */
export async function drill(agent: AgentProcess, order: object): Promise<Drill> {
  const transcript = await askDrill(agent, order);
  if (transcript.status !== 200) throw new Error(`the drill was refused: ${transcript.text}`);
  return drillSchema.parse(transcript.json());
}

/** The history, newest first. */
export async function drillHistory(agent: AgentProcess, query = ''): Promise<Drill[]> {
  const answer = await exchange(`${agent.controlUrl}/api/v1/drills${query}`, { method: 'GET' });
  return z.object({ items: z.array(drillSchema) }).parse(answer.json()).items;
}
