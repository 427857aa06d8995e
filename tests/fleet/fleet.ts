import { join } from 'node:path';
import type { AgentStatus, ConfigDocument, FallbackStats } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { API_SHAPES } from '../kit/clientApi.ts';
import { exchange } from '../kit/exchange.ts';
import type { Workshop } from '../kit/workshop.ts';
import { zoneAtNoon } from '../kit/zoneAtNoon.ts';

/** Agents of the fleet. */
export const AGENTS = 20;
/** The last of them run another document. */
const DRIFTED = 3;
/** The first of them ask the failing provider so often that its circuit opens. */
export const WITH_OPEN_CIRCUIT = 9;
/** Agents that are started at a time. */
const STARTED_AT_ONCE = 4;

const ENVIRONMENT = { FLEET_API_KEY: 'nobody-checks-it' } as const;
const OPENS_AT = 5;
/** Of the failing model, on an agent whose circuit shall open, and on one whose circuit shall not. */
const ASKED = { opening: OPENS_AT + 2, closed: OPENS_AT - 2 } as const;

/** Requests that an agent of this number serves, by model. */
export function servedBy(index: number): Readonly<Record<'steady' | 'shaky', number>> {
  return { steady: index + 1, shaky: index < WITH_OPEN_CIRCUIT ? ASKED.opening : ASKED.closed };
}

/** A model that answers and one whose provider fails; the document that drifted has another price. */
function fleetDocument(upstreamPort: number, drifted: boolean): ConfigDocument {
  const providers = ['small', 'e500'].map((mode) => ({
    id: mode,
    dialect: 'openai' as const,
    baseUrl: `http://127.0.0.1:${upstreamPort}/${mode}/v1`,
    apiKey: 'env:FLEET_API_KEY',
    breaker: { failureThreshold: OPENS_AT, cooldownMs: 600_000 },
  }));
  return {
    version: 1,
    providers,
    models: [
      { id: 'steady', provider: 'small', price: { input: drifted ? 2 : 1, output: 4 } },
      { id: 'shaky', provider: 'e500', price: { input: 1, output: 4 } },
    ],
    chains: [{ model: 'shaky', fallbacks: ['steady'] }],
    policy: { preset: 'immediate' },
  };
}

/** Several agents, each a process of its own, as they run beside applications. */
export class Fleet {
  readonly agents: readonly AgentProcess[];

  constructor(agents: readonly AgentProcess[]) {
    this.agents = agents;
  }

  /** host:port of each agent's metrics. */
  get addresses(): string[] {
    return this.agents.map(({ controlUrl }) => new URL(controlUrl).host);
  }

  /** Each agent serves what `servedBy` says, one request after the other. */
  async serve(): Promise<void> {
    const { path, body } = API_SHAPES.chat;
    const serve = async (agent: AgentProcess, index: number): Promise<void> => {
      for (const [model, count] of Object.entries(servedBy(index))) {
        for (let n = 0; n < count; n++) await exchange(agent.url + path, { body: body(model, 'hello', false) });
      }
    };
    await Promise.all(this.agents.map(serve));
  }

  statuses(): Promise<AgentStatus[]> {
    return Promise.all(this.agents.map((agent) => read<AgentStatus>(agent, 'status')));
  }

  statistics(): Promise<FallbackStats[]> {
    // Encoded: in the afternoon it holds a plus sign.
    const query = new URLSearchParams({ tz: zoneAtNoon() });
    return Promise.all(this.agents.map((agent) => read<FallbackStats>(agent, `fallback-stats?${query.toString()}`)));
  }
}

async function read<T>(agent: AgentProcess, path: string): Promise<T> {
  const response = await fetch(`${agent.controlUrl}/api/v1/${path}`);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Starts the agents, some at a time. */
export async function startFleet(shop: Workshop, upstreamPort: number): Promise<Fleet> {
  const [document, drifted] = await Promise.all([
    shop.write('fleet.json', fleetDocument(upstreamPort, false)),
    shop.write('drifted.json', fleetDocument(upstreamPort, true)),
  ]);
  const agents: AgentProcess[] = [];
  while (agents.length < AGENTS) {
    const next = Array.from({ length: Math.min(STARTED_AT_ONCE, AGENTS - agents.length) }, (_, at) => {
      const index = agents.length + at;
      const config = index < AGENTS - DRIFTED ? document : drifted;
      return shop.spawn(['--config', config], { dataDir: join(shop.folder, `data-${index}`), env: ENVIRONMENT });
    });
    agents.push(...(await Promise.all(next.map((agent) => agent.ready()))));
  }
  return new Fleet(agents);
}
