import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import * as contract from '@understudy/contract';
import type { ConfigDocument, Endpoint } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';

/** Every endpoint of the contract, found by the name of its array: a new one is tested without being listed. */
export const ALL_ENDPOINTS: readonly Endpoint[] = Object.entries(contract).flatMap(([name, value]) =>
  name.endsWith('Endpoints') ? (value as readonly Endpoint[]) : [],
);

/** Values that must be seen nowhere. */
export const SECRETS = {
  admin: 'canary-admin-7f3a9c',
  secondAdmin: 'canary-admin-two-51be',
  viewer: 'canary-viewer-0d2e8b',
  masterKey: randomBytes(32).toString('base64'),
  leadKey: 'sk-canary-lead-4c1f77aa90',
  secondKey: 'sk-canary-second-9e0b31',
  header: 'canary-header-b7720e',
  clientKey: 'canary-client-63d1fa',
} as const;

function documentOf(trio: SimTrio): ConfigDocument {
  const price = { input: 1, output: 2 };
  return {
    version: 1,
    providers: [
      {
        id: 'lead',
        dialect: 'openai',
        baseUrl: `${trio.lead.url}/v1`,
        apiKey: SECRETS.leadKey,
        headers: { 'X-Auth-Token': SECRETS.header },
      },
      { id: 'second', dialect: 'anthropic', baseUrl: trio.second.url, apiKey: 'env:SECOND_API_KEY' },
      { id: 'local', dialect: 'ollama', baseUrl: `${trio.third.url}/v1`, location: 'local' },
    ],
    models: [
      { id: 'gpt-4o', provider: 'lead', price, contextWindow: 128_000 },
      { id: 'claude-sonnet', provider: 'second', price },
      { id: 'org/llama3', provider: 'local' },
    ],
    chains: [{ model: 'gpt-4o', fallbacks: ['claude-sonnet', 'org/llama3'] }],
    policy: { preset: 'immediate' },
    clients: [{ id: 'checkout', key: SECRETS.clientKey }],
  };
}

/** A running agent with tokens, sealed secrets and simulated providers. */
export interface SecurityAgent {
  readonly trio: SimTrio;
  readonly shop: Workshop;
  readonly agent: AgentProcess;
  /** Writes the admin tokens, one a line. */
  writeAdmins(tokens: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const FAST = ['--rate-reads', '--rate-writes', '--rate-drills', '--rate-refused'].flatMap((flag) => [flag, '1000000']);

/** @param flags in place of the highest rates */
export async function startSecurityAgent(flags: readonly string[] = FAST): Promise<SecurityAgent> {
  const [trio, shop] = await Promise.all([startSimTrio(), openWorkshop()]);
  const admins = await shop.write('admin.tokens', `${SECRETS.admin}\n${SECRETS.secondAdmin}\n`);
  const config = await shop.write('understudy.json', documentOf(trio));
  const agent = shop.spawn(['--config', config, '--log-level', 'trace', ...flags], {
    env: {
      UNDERSTUDY_ADMIN_TOKEN: `file:${admins}`,
      UNDERSTUDY_VIEWER_TOKEN: SECRETS.viewer,
      UNDERSTUDY_MASTER_KEY: SECRETS.masterKey,
      SECOND_API_KEY: SECRETS.secondKey,
    },
  });
  await agent.ready();
  return {
    trio,
    shop,
    agent,
    writeAdmins: (tokens) => writeFile(admins, `${tokens.join('\n')}\n`),
    close: async () => {
      await shop.close();
      await trio.close();
    },
  };
}

/** A path of an endpoint; `id` stands where it names one. */
export function pathOf({ path }: Pick<Endpoint, 'path'>, id: string): string {
  return `/api/v1${path.replace(/\{\w+\}/, id)}`;
}
