import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  chainEndpoints,
  configEndpoints,
  getStatus,
  healthEndpoints,
  statusEndpoints,
  type AgentStatus,
  type ConfigDocument,
} from '@understudy/contract';
import { readApiAnswer, type ApiAnswer } from '../../agent/src/control/testkit/apiAnswer.ts';
import type { AgentProcess, AgentProcessOptions } from '../kit/agentProcess.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import type { SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import type { Workshop } from '../kit/workshop.ts';

/** Refusals are limited to 20 a second. */
const REFUSED_AGAIN_MS = 200;

const ENDPOINTS = [...configEndpoints, ...chainEndpoints, ...statusEndpoints, ...healthEndpoints];

/** `lead` with two fallbacks, all of them simulated. */
export function groupDocument({ lead, second, third }: SimTrio): ConfigDocument {
  const steps = [stepAt(lead, 'lead'), stepAt(second, 'second'), stepAt(third, 'third')];
  const document = chainDocument({ steps });
  // Without keys, so that no master key is needed.
  const providers = document.providers.map(({ apiKey: _apiKey, ...provider }) => ({
    ...provider,
    location: 'local' as const,
  }));
  return { ...document, providers };
}

/** Starts an agent with a data folder of its own by that name. */
export async function spawnAgent(
  shop: Workshop,
  name: string,
  args: readonly string[],
  options: Partial<AgentProcessOptions> = {},
): Promise<AgentProcess> {
  const dataDir = shop.path(name);
  await mkdir(dataDir, { recursive: true });
  return shop.spawn(['--instance', name, ...args], { dataDir, ...options });
}

/** Calls the control API; the answer is held to the contract. */
export async function call(
  agent: AgentProcess,
  method: 'get' | 'put',
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${agent.controlUrl}/api/v1${path}`, {
    method: method.toUpperCase(),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return readApiAnswer(response, { method, path, endpoints: ENDPOINTS });
}

export async function statusOf(agent: AgentProcess): Promise<AgentStatus> {
  return (await call(agent, 'get', '/status')).as(getStatus);
}

/** Waits until an agent has a revision in force, and until it answers at all: it does not before it knows whose tokens are valid. */
export async function untilRevision(agent: AgentProcess, revision: number): Promise<void> {
  await until(`revision ${revision}`, async () => {
    const answer = await call(agent, 'get', '/status');
    if (answer.status !== 401) return answer.as(getStatus).config.revision === revision;
    await sleep(REFUSED_AGAIN_MS);
    return false;
  });
}

/** Replaces the chain of `lead`, as it stands at that agent. */
export async function putChain(agent: AgentProcess, fallbacks: readonly string[]): Promise<ApiAnswer> {
  const { etag } = await call(agent, 'get', '/chains/lead');
  return call(agent, 'put', '/chains/lead', { fallbacks }, { 'if-match': etag });
}

/** A chat request to the data plane. */
export async function ask(agent: AgentProcess, model = 'lead'): Promise<{ status: number; served: string | null }> {
  const response = await fetch(`${agent.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hello' }] }),
  });
  await response.arrayBuffer();
  return { status: response.status, served: response.headers.get('x-understudy-served-model') };
}
