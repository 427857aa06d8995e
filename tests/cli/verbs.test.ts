import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { exchange } from '../kit/exchange.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { runCli, type CliRun } from './runCli.ts';

const ADMIN = 'cli-test-admin-token';
const VIEWER = 'cli-test-viewer-token';
const ENV = {
  LEAD_API_KEY: 'k1',
  SECOND_API_KEY: 'k2',
  UNDERSTUDY_ADMIN_TOKEN: ADMIN,
  UNDERSTUDY_VIEWER_TOKEN: VIEWER,
};

let sims: SimTrio;
let shop: Workshop;
let file: string;
let control: string;
let data: string;

function documentOf(more: Partial<ConfigDocument> = {}): ConfigDocument {
  return chainDocument({
    steps: [
      stepAt(sims.lead, 'lead', 'openai', { provider: { apiKey: 'env:LEAD_API_KEY' }, model: { displayName: 'Lead' } }),
      stepAt(sims.second, 'second', 'openai', { provider: { apiKey: 'env:SECOND_API_KEY' } }),
    ],
    document: more,
  });
}

const cli = (args: readonly string[], token = ADMIN): Promise<CliRun> => runCli(control, args, token);

async function json<T>(args: readonly string[]): Promise<T> {
  return JSON.parse((await cli([...args, '--json'])).out) as T;
}

beforeAll(async () => {
  sims = await startSimTrio();
});
afterAll(() => sims.close());

beforeEach(async () => {
  sims.reset();
  shop = await openWorkshop();
  file = await shop.write('understudy.json', documentOf());
  const agent = await shop.spawn(['--config', file], { env: ENV }).ready();
  control = agent.controlUrl;
  data = agent.url;
});
afterEach(() => shop.close());

describe('apply, diff and export', () => {
  it('apply once what is applied twice, and an export changes nothing', async () => {
    const changed = await shop.write('changed.json', documentOf({ warnings: { fallbackRate: 0.2 } }));
    expect(await cli(['diff', '-f', changed])).toMatchObject({ code: 1, out: expect.stringContaining('warnings') });
    const first = await json<{ changed: boolean; revision: number }>(['apply', '-f', changed, '--reason', 'über 20 %']);
    expect(first).toMatchObject({ changed: true, revision: 2 });
    expect(await json(['apply', '-f', changed])).toMatchObject({ changed: false, revision: 2 });
    expect((await cli(['revisions'])).out).toContain('über 20 %');

    const exported = shop.path('exported.yaml');
    expect((await cli(['export', '-o', exported])).code).toBe(0);
    expect(await readFile(exported, 'utf8')).toContain('env:LEAD_API_KEY');
    expect(await cli(['diff', '-f', exported])).toMatchObject({ code: 0, out: 'No differences.\n' });
  });

  it('store nothing on a dry run', async () => {
    const changed = await shop.write('changed.json', documentOf({ warnings: { fallbackRate: 0.2 } }));
    expect((await cli(['apply', '-f', changed, '--dry-run'])).out).toContain('Nothing was stored');
    expect(await json<unknown[]>(['revisions'])).toHaveLength(1);
  });

  it('tell every error of a file with its line, and exit 2', async () => {
    const broken = await shop.write(
      'broken.yaml',
      'version: 1\nmodels:\n  - { id: a, provider: nobody }\nchains:\n  - { model: a, fallbacks: [b] }\n',
    );
    const { code, err } = await cli(['apply', '-f', broken]);
    expect(code).toBe(2);
    expect(err).toMatch(/broken\.yaml:3:\d+: error: .*nobody/);
    expect(err).toMatch(/broken\.yaml:5:\d+: error: .*\bb\b/);
  });

  it('tell differences from an agent that gives no answer', async () => {
    const nobody = await runCli('http://127.0.0.1:9', ['diff', '-f', file]);
    expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining('no agent answers') });
    expect(await cli(['diff', '-f', file], 'wrong')).toMatchObject({ code: 2, err: expect.stringContaining('token') });
    expect(await cli(['diff', '-f', '/nowhere.yaml'])).toMatchObject({ code: 2 });
    expect(await runCli('http://127.0.0.1:9', ['apply', '-f', file])).toMatchObject({ code: 1 });
  });

  it('have nothing to do where a managed agent reads the same file, and say why they may not change it', async () => {
    const args = ['--config', file, '--managed'];
    const { controlUrl } = await shop.spawn(args, { dataDir: shop.path('managed'), env: ENV }).ready();
    const same = await runCli(controlUrl, ['apply', '-f', file], ADMIN);
    expect(same).toMatchObject({ code: 0, out: expect.stringContaining('Nothing to change') });
    const changed = await shop.write('changed.json', documentOf({ warnings: { fallbackRate: 0.2 } }));
    const refused = await runCli(controlUrl, ['apply', '-f', changed], ADMIN);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--managed') });
    expect(await runCli(controlUrl, ['diff', '-f', changed], ADMIN)).toMatchObject({ code: 1 });
  });

  it('compare two files without an agent', async () => {
    const changed = await shop.write('changed.json', documentOf({ warnings: { fallbackRate: 0.2 } }));
    const { out, code } = await runCli('http://127.0.0.1:1', ['diff', '-f', changed, '--against', file]);
    expect(code).toBe(1);
    expect(out).toContain('+ warnings');
  });
});

describe('chains', () => {
  it('are set for one model, keep their other settings, and roll back', async () => {
    expect((await cli(['chains'])).out).toMatch(/lead\s+second\s+primary/);
    const set = await cli(['chains', 'set', 'second', 'lead', '--reason', 'turned round', '--dry-run']);
    expect(set).toMatchObject({ code: 2, err: expect.stringContaining('cycle') });
    await cli(['apply', '-f', await shop.write('no.json', documentOf({ chains: [] }))]);
    expect((await cli(['chains', 'set', 'second', 'lead'])).out).toContain('Revision 3 is in force.');
    expect((await cli(['rollback', '1', '--reason', 'was better'])).out).toContain('Revision 4 is in force.');
    expect((await cli(['chains'])).out).toMatch(/lead\s+second/);
    expect((await cli(['revisions', 'diff', '4', '--against', '1'])).out).toBe('No differences.\n');
  });

  it('are listed from a file without an agent', async () => {
    expect((await runCli('http://127.0.0.1:1', ['chains', '--file', file])).out).toMatch(/lead\s+second/);
  });
});

describe('status, stats and drill', () => {
  const body = { model: 'lead', messages: [{ role: 'user', content: 'hello' }] };

  it('show a fallback that happened', async () => {
    sims.lead.script('lead-up', [{ kind: 'error', error: 'rate_limit' }]);
    await exchange(`${data}/v1/chat/completions`, { body });
    await exchange(`${data}/v1/chat/completions`, { body });
    expect((await cli(['stats'], VIEWER)).out).toMatch(/lead\s+second\s+50\.0 %\s+1\/2/);
    const { out, code } = await cli(['status'], VIEWER);
    expect(code).toBe(0);
    expect(out).toMatch(/lead\s+primary\s+lead\s+\S+ \S+ rate_limit\s+never/);
  });

  it('prove a chain, step by step, and remember it', async () => {
    const { out, code } = await cli(['drill', 'lead', '--failure', 'server_error']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.trim().replace(/^[\d.]+ s\s+/, ''))).toEqual(
      expect.arrayContaining([
        'calling lead (made to fail)',
        expect.stringMatching(/^lead: server_error 5\d\d/),
        'lead -> second (server_error)',
        'calling second',
        expect.stringMatching(/^Proven: second answered/),
      ]),
    );
    expect(sims.lead.callCount).toBe(0);
    expect(sims.second.callCount).toBe(1);
    expect((await cli(['status'])).out).toMatch(/lead\s+primary\s+lead\s+-\s+\S+ \S+ server_error/);
  });

  it('exit 1 when a drill exhausts the chain', async () => {
    const { out, code } = await cli(['drill', 'lead', '--fail-steps', '2']);
    expect(code).toBe(1);
    expect(out).toContain('Not answered (exhausted)');
  });
});

describe('what goes wrong', () => {
  it('is told in words: nobody there, wrong token, a role that may not', async () => {
    const nobody = await runCli('http://127.0.0.1:9', ['status']);
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('no agent answers at http://127.0.0.1:9') });
    expect(await cli(['status'], 'wrong')).toMatchObject({ code: 1, err: expect.stringContaining('token') });
    expect(await cli(['rollback', '1'], VIEWER)).toMatchObject({ code: 1, err: expect.stringContaining('admin') });
    expect(await cli(['drill', 'lead', '--failure', 'sneeze'])).toMatchObject({ code: 2 });
  });

  it('never prints the token', async () => {
    for (const args of [['status'], ['export'], ['revisions'], ['apply', '-f', '/nowhere.yaml']]) {
      const { out, err } = await cli(args);
      expect(out + err).not.toContain(ADMIN);
    }
  });

  it('reads the token from a file', async () => {
    const path = await shop.write('token', `# of the agent\n${VIEWER}\n`);
    expect((await cli(['status'], `file:${path}`)).code).toBe(0);
    expect(await cli(['status'], 'file:/nowhere')).toMatchObject({ code: 2, err: expect.stringContaining('/nowhere') });
  });
});

describe('keys', () => {
  it('are created, shown once, used, listed without their secret, and revoked', async () => {
    const { token, resource } = await json<{ token: string; resource: { id: string } }>([
      ...['keys', 'create', '--name', 'grafana', '--role', 'viewer', '--expires', '30d'],
    ]);
    expect((await cli(['status'], token)).code).toBe(0);
    expect(await cli(['rollback', '1'], token)).toMatchObject({ code: 1 });
    const { out } = await cli(['keys', 'list']);
    expect(out).toMatch(new RegExp(`${resource.id}\\s+grafana\\s+viewer`));
    expect(out).not.toContain(token);
    expect((await cli(['keys', 'revoke', resource.id])).out).toContain('is revoked');
    expect((await cli(['status'], token)).code).toBe(1);
  });

  it('need a role, and a life that can be read', async () => {
    expect((await cli(['keys', 'create', '--name', 'x'])).code).toBe(2);
    expect((await cli(['keys', 'create', '--name', 'x', '--role', 'viewer', '--expires', 'soon'])).code).toBe(2);
  });
});

describe('secrets rotate', () => {
  it('says why it cannot without a master key', async () => {
    expect(await cli(['secrets', 'rotate'])).toMatchObject({ code: 1, err: expect.stringContaining('master key') });
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('is printed for %s', async (shell) => {
    const run = { out: '' };
    const { runProgram } = await import('../../agent/src/cli/index.ts');
    await runProgram(
      {
        start: () => Promise.resolve(),
        terminal: { out: (text) => (run.out += text), err: () => undefined, exitCode: () => undefined },
      },
      ['node', 'understudy', 'completion', shell],
    );
    expect(run.out).toContain('drill');
  });
});
