import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PRESETS } from '../sim/presets.ts';
import { startSim, type Sim } from '../sim/startSim.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { until } from '../kit/until.ts';
import { environmentOf, SERVICES } from './composeServices.ts';
import { ROOT } from './tools.ts';

let shop: Workshop;
let sim: Sim;
let traffic: ChildProcess;

beforeAll(async () => {
  shop = await openWorkshop();
  sim = await startSim({ ...PRESETS['demo'], record: false });
});
afterAll(async () => {
  traffic.kill();
  await shop.close();
  await sim.close();
});

it('agent, providers and traffic of docker-compose.yml: answers, fallbacks, and an end when told', async () => {
  const document = await readFile(join(ROOT, 'provisioning/agent/understudy.yaml'), 'utf8');
  const config = await shop.write('understudy.yaml', document.replaceAll('http://sim:4190', sim.url));
  const agent = await shop.spawn(['--config', config], { env: environmentOf('agent') }).ready();

  const [program = '', ...args] = SERVICES['traffic']?.command ?? [];
  expect(program).toBe('node');
  traffic = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...environmentOf('traffic'), TRAFFIC_URL: agent.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

  const metrics = async (): Promise<string> => (await fetch(`${agent.controlUrl}/metrics`)).text();
  await until('answers by the primary and by a fallback', async () => {
    const text = await metrics();
    return ['primary', 'fallback'].every((route) =>
      new RegExp(`understudy_requests_total\\{[^}]*route="${route}",outcome="success"\\} [1-9]`).test(text),
    );
  });
  expect(await metrics()).not.toContain('reason="auth"');

  const ended = once(traffic, 'close');
  traffic.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
