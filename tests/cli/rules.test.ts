import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { generateRules, renderRules } from '../../agent/src/rules/index.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { exchange } from '../kit/exchange.ts';
import { promtool } from '../kit/promtool.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';
import { runCli, type CliRun } from './runCli.ts';

const TOKEN = 'rules-test-viewer-token';
const ENV = { LEAD_API_KEY: 'k1', UNDERSTUDY_VIEWER_TOKEN: TOKEN };
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const SETTINGS = {
  warnings: { fallbackRate: 0.2 },
  alerts: { chains: { lead: { slo: { fallback: 0.9 } } } },
} satisfies Partial<ConfigDocument>;

let sim: Sim;
let shop: Workshop;
let file: string;

beforeAll(async () => {
  sim = await startSim();
});
afterAll(() => sim.close());
beforeEach(async () => {
  shop = await openWorkshop();
  const steps = [stepAt(sim, 'lead', 'openai', { provider: { apiKey: 'env:LEAD_API_KEY' } })];
  file = await shop.write('understudy.json', chainDocument({ steps, document: SETTINGS }));
});
afterEach(() => shop.close());

const offline = (...args: string[]): Promise<CliRun> => runCli(NOWHERE, ['rules', '-f', file, ...args]);

describe('understudy rules -f', () => {
  it('writes what Prometheus takes, without an agent', async () => {
    const output = shop.path('rules.yml');
    expect(await offline('-o', output)).toEqual({ code: 0, out: '', err: '' });
    expect(await readFile(output, 'utf8')).toBe(renderRules(generateRules(SETTINGS), 'prometheus'));
    expect((await promtool(['check', 'rules', '--lint-fatal', output])).said).toContain('SUCCESS');
  });

  it('prints the form that is asked for', async () => {
    expect((await offline()).out).toBe(renderRules(generateRules(SETTINGS), 'prometheus'));
    expect((await offline('--format', 'grafana')).out).toBe(renderRules(generateRules(SETTINGS), 'grafana'));
    expect((await offline('--json')).out).toBe(renderRules(generateRules(SETTINGS), 'json'));
  });

  it('takes another time scale and job', async () => {
    const { out } = await offline('--time-scale', '0.01', '--job', 'edge');
    expect(out).toBe(renderRules(generateRules(SETTINGS, { timeScale: 0.01, job: 'edge' }), 'prometheus'));
  });

  it.each([
    ['--time-scale', '0'],
    ['--time-scale', 'fast'],
    ['--job', 'a"b'],
    ['--format', 'xml'],
  ])('refuses %s %s', async (flag, value) => {
    const { code, err, out } = await offline(flag, value);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(flag);
  });

  it('says what is wrong with a configuration that is not valid', async () => {
    const broken = await shop.write('broken.yaml', 'version: 1\nalerts: { minRequests: 0 }\n');
    const { code, err } = await runCli(NOWHERE, ['rules', '-f', broken]);
    expect(code).toBe(2);
    expect(err).toContain('alerts.minRequests');
  });
});

describe('understudy rules --check', () => {
  it('is content with a file that is up to date', async () => {
    const output = shop.path('rules.yml');
    await offline('-o', output);
    expect(await offline('--check', output)).toMatchObject({ code: 0, out: `${output} is up to date.\n` });
  });

  it('shows what is out of date, and exits 1', async () => {
    const output = shop.path('rules.yml');
    await writeFile(output, renderRules(generateRules({ warnings: { fallbackRate: 0.1 } }), 'prometheus'));
    const { code, out } = await offline('--check', output);
    expect(code).toBe(1);
    expect(out).toContain('-          ) > 0.1\n+          ) > 0.2\n');
  });

  it('exits 2 where there is no file, or no agent to ask', async () => {
    expect(await offline('--check', shop.path('none.yml'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be read (ENOENT)'),
    });
    expect(await runCli(NOWHERE, ['rules', '--check', file])).toMatchObject({ code: 2, out: '' });
    expect(await runCli(NOWHERE, ['rules'])).toMatchObject({ code: 1, out: '' });
  });
});

describe('understudy rules of an agent', () => {
  it('are those of its configuration, as GET /alerts has them', async () => {
    const { controlUrl } = await shop.spawn(['--config', file], { env: ENV }).ready();
    const headers = { authorization: `Bearer ${TOKEN}` };
    const asked = await exchange(`${controlUrl}/api/v1/alerts?format=prometheus`, { method: 'GET', headers });

    const { code, out } = await runCli(controlUrl, ['rules'], TOKEN);

    expect(code).toBe(0);
    expect(out).toBe(renderRules(generateRules(SETTINGS), 'prometheus'));
    expect(asked.body.toString()).toBe(out);
  });
});
