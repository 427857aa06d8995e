import { randomBytes } from 'node:crypto';
import { openWorkshop, type Workshop } from '../../kit/workshop.ts';
import { startSimTrio, type SimTrio } from '../../kit/simTrio.ts';
import type { AgentProcess } from '../../kit/agentProcess.ts';
import { startRedis, type RedisProcess } from '../../kit/redisProcess.ts';
import { CANARIES } from './canaries.ts';
import { stageDocument } from './stageDocument.ts';

/** What an agent of a stage may be told. */
export interface StageAgentOptions {
  /** Default: more than a spec could need. */
  readonly drillsPerMinute?: number;
  /** Whether it keeps its configuration in a Redis, of its own. */
  readonly redis?: boolean;
}

/** Specs drill and save more often than people. */
const PLENTY = 100_000;

function rateFlags({ drillsPerMinute = PLENTY }: StageAgentOptions): string[] {
  const rates = { reads: PLENTY, writes: PLENTY, drills: drillsPerMinute };
  return Object.entries(rates).flatMap(([kind, rate]) => [`--rate-${kind}`, String(rate)]);
}

/** A fresh agent on simulated providers, with tokens, for one spec file. */
export class StageAgent {
  readonly providers: SimTrio;
  /** Where its configuration is kept; null = in its data folder. */
  readonly redis: RedisProcess | null;
  readonly #shop: Workshop;
  readonly #process: AgentProcess;

  constructor(providers: SimTrio, shop: Workshop, process: AgentProcess, redis: RedisProcess | null) {
    this.providers = providers;
    this.redis = redis;
    this.#shop = shop;
    this.#process = process;
  }

  /** Of the control plane. */
  get url(): string {
    return this.#process.controlUrl;
  }

  /** `host:port` of the control plane. */
  get address(): string {
    return new URL(this.url).host;
  }

  /** Calls the control API as an admin, beside any browser. */
  async api(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${CANARIES.adminToken}`, 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }

  /** Sends plain requests one after another and answers their status codes. */
  async ask(model: string, times = 1): Promise<number[]> {
    const statuses: number[] = [];
    for (let sent = 0; sent < times; sent++) {
      const response = await fetch(`${this.#process.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${CANARIES.clientKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] }),
      });
      await response.text();
      statuses.push(response.status);
    }
    return statuses;
  }

  /** Lets the model's next `failures` calls of the lead fail, asks that often and `more` times again. */
  async askWithFailures(model: string, failures: number, more: number): Promise<void> {
    this.providers.lead.script(
      model,
      Array.from({ length: failures }, () => ({ kind: 'error', error: 'rate_limit' })),
    );
    await this.ask(model, failures + more);
  }

  async close(): Promise<void> {
    await this.#shop.close();
    await this.redis?.close();
    await this.providers.close();
  }
}

/** Starts providers and agent on a temporary folder. */
export async function startStageAgent(options: StageAgentOptions = {}): Promise<StageAgent> {
  const [providers, shop] = await Promise.all([startSimTrio(), openWorkshop()]);
  const config = await shop.write('understudy.json', stageDocument(providers));
  const redis = options.redis === true ? await startRedis() : null;
  const store = redis === null ? [] : ['--store', redis.url];
  const process = shop.spawn(['--config', config, ...store, ...rateFlags(options)], {
    env: {
      UNDERSTUDY_ADMIN_TOKEN: CANARIES.adminToken,
      UNDERSTUDY_VIEWER_TOKEN: CANARIES.viewerToken,
      UNDERSTUDY_MASTER_KEY: randomBytes(32).toString('base64'),
      SECOND_API_KEY: CANARIES.referencedKey,
    },
  });
  return new StageAgent(providers, shop, await process.ready(), redis);
}
