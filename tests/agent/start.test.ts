import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exchange } from '../kit/exchange.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';

const BAD_SHAPE = `version: 1
providers:
  - id: cloud
    dialect: opnai
    baseUrl: http://127.0.0.1:1/v1
    apikey: env:CLOUD_API_KEY
`;

const BAD_RULES = `version: 1
providers:
  - { id: cloud, dialect: openai, baseUrl: 'http://127.0.0.1:1/v1', location: local }
models:
  - id: lead
    provider: nobody
  - { id: second, provider: cloud }
chains:
  - model: lead
    fallbacks: [second, ghost, second]
`;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

describe('start', () => {
  it('prints one line with both addresses when it is ready, and serves there', async () => {
    const agent = await shop.spawn([]).ready();

    expect(agent.stdout.match(/^Understudy is ready: .*$/gm)).toHaveLength(1);
    expect((await exchange(`${agent.controlUrl}/healthz`, { method: 'GET' })).status).toBe(200);
    expect((await exchange(`${agent.controlUrl}/readyz`, { method: 'GET' })).status).toBe(200);
    expect((await exchange(`${agent.url}/v1/models`, { method: 'GET' })).json()).toMatchObject({
      object: 'list',
      data: [],
    });
  });

  it.each([
    [
      'its shape',
      BAD_SHAPE,
      [/:4:5: error: .*dialect.*\n +Did you mean openai/, /:6:5: error: .*apikey.*\n +Did you mean apiKey/],
    ],
    [
      'its rules',
      BAD_RULES,
      [/:6:\d+: error: .*nobody/, /:10:\d+: error: .*ghost/, /:10:\d+: error: .*second.*twice|twice.*second/],
    ],
    ['its syntax', 'version: 1\nproviders: [\n', [/:\d+:\d+: error: /]],
  ])(
    'refuses a file that is wrong in %s: exit 2, every error with line, column and fix',
    async (_what, text, errors) => {
      const file = await shop.write('bad.yaml', text);
      const agent = shop.spawn(['--config', file]);

      expect(await agent.exited).toEqual({ code: 2, signal: null });
      for (const error of errors) expect(agent.stderr).toMatch(error);
      expect(agent.stderr).toContain(file);
      expect(agent.stdout).not.toContain('is ready');
    },
  );

  it.each<[string, string[], string, RegExp]>([
    [
      'a file that does not exist',
      ['--config', '/nowhere/understudy.yaml'],
      '127.0.0.1:0',
      /\/nowhere\/understudy\.yaml/,
    ],
    [
      '--managed without a file',
      ['--managed'],
      '127.0.0.1:0',
      /--managed.*--config|--config.*--managed|--managed needs a file/s,
    ],
    ['an open data plane on every address', [], '0.0.0.0:0', /--proxy|--allow-anonymous/],
    ['an address that is none', [], '300.1.1.1:x', /--proxy/],
  ])('refuses %s with exit 2 and the fix', async (_what, args, proxy, said) => {
    const agent = shop.spawn(args, { proxy });

    expect(await agent.exited).toEqual({ code: 2, signal: null });
    expect(agent.stderr).toMatch(said);
  });

  it('refuses an open control plane on every address, and takes it with a token', async () => {
    const refused = shop.spawn([], { control: '0.0.0.0:0' });
    expect(await refused.exited).toEqual({ code: 2, signal: null });
    expect(refused.stderr).toContain('UNDERSTUDY_ADMIN_TOKEN');

    const env = { UNDERSTUDY_ADMIN_TOKEN: 'admin-canary-0123456789' };
    const agent = await shop.spawn([], { control: '0.0.0.0:0', env }).ready();
    expect(agent.controlUrl).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
  });

  it('takes a created token for the control plane on every address, but not one that has expired', async () => {
    const local = await shop.spawn([]).ready();
    const created = await exchange(`${local.controlUrl}/api/v1/tokens`, { body: { name: 'ci', role: 'admin' } });
    expect(created.status).toBe(201);
    local.kill('SIGTERM');
    await local.exited;

    const agent = await shop.spawn([], { control: '0.0.0.0:0' }).ready();
    const { port } = new URL(agent.controlUrl);
    expect((await exchange(`http://127.0.0.1:${port}/api/v1/config`, { method: 'GET' })).status).toBe(401);
    agent.kill('SIGTERM');
    await agent.exited;

    const path = shop.path('data/tokens.json');
    const stored = await readFile(path, 'utf8');
    await writeFile(path, stored.replace(/"expiresAt": "[^"]*"/, '"expiresAt": "2020-01-01T00:00:00.000Z"'));
    const refused = shop.spawn([], { control: '0.0.0.0:0' });
    expect(await refused.exited).toEqual({ code: 2, signal: null });
    expect(refused.stderr).toContain('no valid token is set');
  });

  it('permits anonymous use from everywhere when told so', async () => {
    const agent = await shop.spawn(['--allow-anonymous'], { proxy: '0.0.0.0:0' }).ready();

    const { port } = new URL(agent.url);
    expect((await exchange(`http://127.0.0.1:${port}/v1/models`, { method: 'GET' })).status).toBe(200);
  });

  it('refuses an address in use with exit 2', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const proxy = `127.0.0.1:${(taken.address() as AddressInfo).port}`;
    const agent = shop.spawn([], { proxy });

    expect(await agent.exited).toEqual({ code: 2, signal: null });
    expect(agent.stderr).toMatch(/--proxy.*EADDRINUSE/);
    taken.close();
  });

  it('lets one process at a time into a data folder', async () => {
    const first = await shop.spawn([]).ready();
    const second = shop.spawn([]);

    expect((await second.exited).code).not.toBe(0);
    expect(second.stderr).toContain(shop.path('data'));
    expect(second.stderr).not.toContain('    at ');
    expect((await exchange(`${first.controlUrl}/readyz`, { method: 'GET' })).status).toBe(200);
  });

  it('takes over the folder of a process that was killed', async () => {
    const first = await shop.spawn([]).ready();
    first.kill('SIGKILL');
    await first.exited;

    await shop.spawn([]).ready();
  });
});

describe('a page of a browser', () => {
  it.each([
    ['by another origin', { origin: 'https://evil.example' }],
    ['by DNS rebinding', { host: 'evil.example' }],
  ])('reaches neither listener while nobody has to authenticate: %s', async (_how, headers) => {
    const agent = await shop.spawn([]).ready();

    for (const url of [`${agent.url}/v1/models`, `${agent.controlUrl}/metrics`]) {
      expect((await exchange(url, { method: 'GET', headers })).status).toBe(403);
    }
  });
});
