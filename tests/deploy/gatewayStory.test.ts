import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { agentIn, readObjects, type Workload } from './kubernetesObjects.ts';
import { kustomize } from './tools.ts';

const TOKEN = 'admin-token-of-the-test';
const SECRETS: Readonly<Record<string, string>> = {
  'admin-token': TOKEN,
  'viewer-token': 'viewer-token-of-the-test',
  'client-key': 'client-key-of-the-test',
  'openai-api-key': 'sk-openai-of-the-test',
  'anthropic-api-key': 'sk-anthropic-of-the-test',
};

let shop: Workshop;
let agent: AgentProcess;
let document: string;

/** Paths in the container, as they are in the test's folder. */
const moved = (text: string): string =>
  text
    .replaceAll('/etc/understudy-secrets', shop.path('secrets'))
    .replaceAll('/etc/understudy/', `${shop.path('config')}/`);

/** A version of the ConfigMap, put in force as the kubelet does: by one rename of a symlink. */
async function mount(version: string, text: string): Promise<void> {
  const folder = shop.path('config');
  await mkdir(join(folder, version), { recursive: true });
  await writeFile(join(folder, version, 'understudy.yaml'), text);
  await symlink(version, join(folder, '..data_tmp'));
  await rename(join(folder, '..data_tmp'), join(folder, '..data'));
}

beforeAll(async () => {
  shop = await openWorkshop();
  const { manifests } = await kustomize('deploy/kustomize/examples/gateway');
  const { container } = agentIn(readObjects(manifests)[0] as Workload);
  const config = manifests.find(({ metadata }) => metadata.name === 'understudy-config');
  document = moved((config?.['data'] as Record<string, string>)['understudy.yaml'] ?? '');

  await mkdir(shop.path('secrets'));
  for (const [name, value] of Object.entries(SECRETS)) await writeFile(join(shop.path('secrets'), name), value);
  await mount('..v1', document);
  await symlink('..data/understudy.yaml', shop.path('config/understudy.yaml'));

  const [, ...args] = (container.args ?? []).map(moved);
  const env = Object.fromEntries((container.env ?? []).map(({ name, value = '' }) => [name, moved(value)]));
  agent = await shop.spawn(args, { env }).ready();
});
afterAll(() => shop.close());

const ask = (path: string, token?: string): Promise<Response> =>
  fetch(`${agent.controlUrl}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

it('an agent starts with the arguments, variables, document and keys of the gateway’s pods', async () => {
  expect((await ask('/readyz')).status).toBe(200);
  expect((await ask('/api/v1/status')).status).toBe(401);
  const status = (await (await ask('/api/v1/status', TOKEN)).json()) as { chains: unknown[] };
  expect(status.chains).toHaveLength(1);
  expect(await (await ask('/metrics')).text()).toContain('understudy_config_info{group="gateway"');

  const answer = await fetch(`${agent.url}/v1/models`, { headers: { authorization: 'Bearer client-key-of-the-test' } });
  expect([answer.status, (await fetch(`${agent.url}/v1/models`)).status]).toEqual([200, 401]);
});

it('a changed ConfigMap is in force without a restart; a broken one is refused', async () => {
  await mount('..v2', document.replace('fallbacks: [claude-sonnet]', 'fallbacks: [claude-sonnet], preset: immediate'));
  await until('the change to be in force', async () => {
    const answer = await ask('/api/v1/chains/gpt-4o', TOKEN);
    return (await answer.text()).includes('"preset":"immediate"');
  });
  await mount('..v3', document.replace('fallbacks: [claude-sonnet]', 'fallbacks: [nobody]'));
  await until('the broken one to be refused', async () =>
    (await (await ask('/metrics')).text()).includes('understudy_config_last_reload_successful 0'),
  );
  expect((await ask('/readyz')).status).toBe(200);
});
