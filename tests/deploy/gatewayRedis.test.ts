import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { agentIn, environmentIn, readObjects, type Workload } from './kubernetesObjects.ts';
import { kustomize } from './tools.ts';

const PASSWORD = 'store-password-of-the-test';
const TOKEN = 'admin-token-of-the-test';

let shop: Workshop;
let redis: RedisProcess;
let secrets: Readonly<Record<string, string>>;

beforeEach(async () => {
  [shop, redis] = await Promise.all([openWorkshop(), startRedis(['--requirepass', PASSWORD])]);
  secrets = {
    'admin-token': TOKEN,
    'viewer-token': 'viewer-token-of-the-test',
    'client-key': 'client-key-of-the-test',
    'openai-api-key': 'sk-openai-of-the-test',
    'anthropic-api-key': 'sk-anthropic-of-the-test',
    'store-url': redis.url,
    'store-password': PASSWORD,
  };
  await Promise.all([mkdir(shop.path('secrets')), mkdir(shop.path('config'))]);
  for (const [name, value] of Object.entries(secrets)) await writeFile(join(shop.path('secrets'), name), value);
});
afterEach(async () => {
  await shop.close();
  await redis.close();
});

/** Two pods of a Deployment, with its document, arguments and variables. */
async function startPods(folder: string): Promise<readonly [AgentProcess, AgentProcess]> {
  const moved = (text: string): string =>
    text
      .replaceAll('/etc/understudy-secrets', shop.path('secrets'))
      .replaceAll('/etc/understudy/', `${shop.path('config')}/`);
  const { manifests } = await kustomize(folder);
  const config = manifests.find(({ metadata }) => metadata.name === 'understudy-config');
  const document = (config?.['data'] as Record<string, string>)['understudy.yaml'] ?? '';
  await writeFile(shop.path('config/understudy.yaml'), moved(document));

  const { container } = agentIn(readObjects(manifests)[0] as Workload);
  const variables = environmentIn(container.env ?? [], secrets, { 'metadata.namespace': 'llm' });
  const env = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, moved(value)]));
  const [, ...args] = (container.args ?? []).map(moved);
  const start = (name: string): Promise<AgentProcess> => shop.spawn(args, { env, dataDir: shop.path(name) }).ready();
  return Promise.all([start('pod-1'), start('pod-2')]);
}

const ask = (pod: AgentProcess, path: string, init: RequestInit = {}, token = TOKEN): Promise<Response> =>
  fetch(`${pod.controlUrl}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' },
  });
const change = (pod: AgentProcess): Promise<Response> =>
  ask(pod, '/chains/gpt-4o', { method: 'PUT', body: JSON.stringify({ fallbacks: [] }) });

/** Waits until a token that one pod created is good at the other. */
async function shareToken([one, other]: readonly [AgentProcess, AgentProcess]): Promise<void> {
  const body = JSON.stringify({ name: 'visitor', role: 'viewer' });
  const { token } = (await (await ask(one, '/tokens', { method: 'POST', body })).json()) as { token: string };
  await until('the token at the other pod', async () => (await ask(other, '/status', {}, token)).status === 200);
}

it('redis-chains: a chain that is changed at one pod is in force at the other', async () => {
  const [one, other] = await startPods('deploy/kustomize/examples/gateway-redis');
  expect((await change(one)).status).toBe(200);
  await until('the chain at the other pod', async () =>
    (await (await ask(other, '/chains/gpt-4o')).text()).includes('"fallbacks":[]'),
  );
  await shareToken([one, other]);
  expect(await redis.cli('--no-auth-warning', '-a', PASSWORD, 'EXISTS', 'understudy:{gateway-llm}:config')).toBe('1');
});

it('redis-store: chains are those of the ConfigMap, tokens are shared', async () => {
  const [one, other] = await startPods('tests/deploy/managed-redis');
  expect((await change(one)).status).toBe(409);
  await shareToken([one, other]);
  expect(await redis.cli('--no-auth-warning', '-a', PASSWORD, 'EXISTS', 'understudy:{gateway-llm}:config')).toBe('0');
});
