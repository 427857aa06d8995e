import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { ask, groupDocument, spawnAgent } from './groupKit.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What the client library asks for by itself. */
const OF_THE_CLIENT = ['client', 'eval', 'ping', 'subscribe'];
const PASSWORD = 'password-of-the-test';
const ADMIN = { authorization: 'Bearer admin-token-of-the-test', 'content-type': 'application/json' };

/** The words of the line in docs/configuration.md: the user's name, and what it may. */
async function documentedRights(): Promise<readonly string[]> {
  const page = await readFile(join(ROOT, 'docs/configuration.md'), 'utf8');
  const line = /^ACL SETUSER (.+)$/m.exec(page)?.[1];
  if (line === undefined) throw new Error('docs/configuration.md has no line of rights');
  return line.replace('>PASSWORD', `>${PASSWORD}`).split(' ');
}

type Init = { readonly method?: string; readonly body?: string; readonly headers?: Readonly<Record<string, string>> };

let rights: readonly string[];
let redis: RedisProcess;
beforeAll(async () => {
  [rights, redis] = await Promise.all([documentedRights(), startRedis()]);
  expect(await redis.cli('ACL', 'SETUSER', ...rights)).toBe('OK');
});
afterAll(() => redis.close());

describe('the rights in docs/configuration.md', () => {
  it('are the commands that the agent uses, and no other', async () => {
    const folder = join(ROOT, 'agent/src/store/redis');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    const sources = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const known = new Set((await redis.cli('COMMAND', 'LIST')).split('\n'));
    const quoted = [...sources.join('\n').matchAll(/'([A-Z]+)'/g)].flatMap(([, word = '']) => word.toLowerCase());
    const used = new Set([...OF_THE_CLIENT, ...quoted.filter((word) => known.has(word))]);

    const allowed = rights.filter((word) => word.startsWith('+')).map((word) => word.slice(1).split('|')[0] ?? '');
    expect([...new Set(allowed)].sort()).toEqual([...used].sort());
  });
});

describe('two agents with these rights', () => {
  let sims: SimTrio;
  let shop: Workshop;
  let a: AgentProcess;
  let b: AgentProcess;

  beforeAll(async () => {
    [sims, shop] = await Promise.all([startSimTrio(), openWorkshop()]);
    const breaker = { failureThreshold: 2, cooldownMs: 500 };
    const policy = { preset: 'immediate' as const, breaker };
    const config = await shop.write('understudy.yaml', { ...groupDocument(sims), policy });
    const store = redis.url.replace('://', `://${rights[0]}@`);
    const env = {
      UNDERSTUDY_STORE: store,
      UNDERSTUDY_STORE_PASSWORD: PASSWORD,
      UNDERSTUDY_ADMIN_TOKEN: ADMIN.authorization.slice(7),
    };
    a = await (await spawnAgent(shop, 'a', ['--config', config], { env })).ready();
    b = await (await spawnAgent(shop, 'b', [], { env })).ready();
  });
  afterAll(async () => {
    await shop.close();
    await sims.close();
  });

  const api = async (agent: AgentProcess, path: string, { headers, ...init }: Init = {}): Promise<Response> =>
    fetch(`${agent.controlUrl}/api/v1${path}`, { ...init, headers: { ...ADMIN, ...headers } });

  it('share chains with their history and audit', async () => {
    const etag = (await api(a, '/chains/lead')).headers.get('etag') ?? '';
    const body = JSON.stringify({ fallbacks: ['third'] });
    expect((await api(a, '/chains/lead', { method: 'PUT', body, headers: { 'if-match': etag } })).status).toBe(200);
    await until('the chain at the other', async () =>
      (await (await api(b, '/chains/lead')).text()).includes('"fallbacks":["third"]'),
    );
    expect(await (await api(b, '/revisions')).json()).toMatchObject({ total: 2 });
    expect(await (await api(b, '/audit')).text()).toContain('chains.lead');
  });

  it('share created tokens', async () => {
    const body = JSON.stringify({ name: 'visitor', role: 'viewer' });
    const { token } = (await (await api(a, '/tokens', { method: 'POST', body })).json()) as { token: string };
    const visit = async (): Promise<number> =>
      (await api(b, '/status', { headers: { authorization: `Bearer ${token}` } })).status;
    await until('the token to be known', async () => (await visit()) === 200);
  });

  it('share circuits and their probes', async () => {
    const leadAt = async (agent: AgentProcess): Promise<string> => {
      const { breakers } = (await (await api(agent, '/status')).json()) as {
        breakers: readonly { provider: string; state: string }[];
      };
      return breakers.find(({ provider }) => provider === 'lead-cloud')?.state ?? 'unknown';
    };
    sims.lead.setDefault({ kind: 'error', error: 'server_error' });
    for (let asked = 0; asked < 3; asked++) await ask(a);
    await until('the circuit to open at the other', async () => (await leadAt(b)) !== 'closed');
    sims.lead.reset();
    await until('a probe that closes it', async () => (await ask(b)).served === 'lead');
    await until(
      'it to be closed at both',
      async () => (await leadAt(a)) === 'closed' && (await leadAt(b)) === 'closed',
    );
  });

  it('are refused nothing', async () => {
    expect(await redis.cli('ACL', 'LOG')).toBe('');
    for (const agent of [a, b]) expect(agent.stderr).not.toContain('NOPERM');
  });

  it.each([
    [['GET', 'understudy:{other}:config']],
    [['SET', 'elsewhere', '1']],
    [['PUBLISH', 'understudy:{other}:config-changed', '1']],
    [['DEL', 'understudy:{default}:config']],
    [['CONFIG', 'GET', 'dir']],
    [['FLUSHALL']],
  ])('may not do %j', async (words) => {
    const [user = ''] = rights;
    expect(await redis.cli('--no-auth-warning', '--user', user, '--pass', PASSWORD, ...words)).toMatch(/^NOPERM/);
  });
});
