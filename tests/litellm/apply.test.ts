import { readFile, readdir } from 'node:fs/promises';
import { litellmStatusSchema, litellmSyncSchema } from '@understudy/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HAND_KEPT, MASTER_KEY, startProxyStage, type ProxyStage } from './proxyStage.ts';

/** A restart of the proxy takes 7 s, and much longer on a busy machine. */
const RESTARTS_MS = 600_000;

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage();
}, RESTARTS_MS);
afterAll(() => stage.close());

const CHAIN = {
  model: 'gpt-4o',
  fallbacks: ['claude', 'llama3'],
  contextWindowFallbacks: ['llama3'],
  contentPolicyFallbacks: ['claude'],
};

describe('an apply against the real proxy', () => {
  it(
    'writes a chain that was edited through the API, restarts the proxy and proves each list',
    async () => {
      await stage.putChain('gpt-4o', CHAIN);

      const events = await stage.applyStreamed();

      const steps = events.flatMap((event) => (event.type === 'step-ended' ? [`${event.step} ${event.result}`] : []));
      expect(steps).toEqual(
        ['lock', 'read', 'preflight', 'diff', 'backup', 'write', 'reload', 'ready', 'verify'].map(
          (step) => `${step} ok`,
        ),
      );
      const last = events.at(-1);
      expect(last).toMatchObject({ type: 'done', sync: { outcome: 'applied', changed: ['gpt-4o'], pending: false } });
      const proofs = events.flatMap((event) => (event.type === 'proof' ? [event] : []));
      expect(Object.fromEntries(proofs.map(({ kind, answered }) => [kind, answered]))).toEqual({
        general: 'claude',
        context_window: 'llama3',
        content_policy: 'claude',
      });
    },
    RESTARTS_MS,
  );

  it.each([
    ['mock_testing_fallbacks', 'claude'],
    ['mock_testing_context_fallbacks', 'llama3'],
    ['mock_testing_content_policy_fallbacks', 'claude'],
  ])('leaves a proxy that answers %s by the first fallback', async (flag, group) => {
    expect(await stage.ask('gpt-4o', flag)).toMatchObject({ status: 200, group, content: `from ${group}` });
  });

  it('keeps what was written by hand, comments included', async () => {
    const file = await stage.file();
    for (const kept of [
      '# Ask in #search',
      '# the lead',
      'rpm: 600 # by contract',
      '# not in Understudy',
      '# the default, said aloud',
    ]) {
      expect(file).toContain(kept.replace('# Ask', 'Ask'));
    }
    expect(file).toContain('titan: [gpt-4o]');
  });

  it('says that nothing drifts, and counts', async () => {
    const status = litellmStatusSchema.parse(await (await stage.api('/litellm/status')).json());

    expect(status).toMatchObject({
      proxy: { ready: true, version: expect.stringMatching(/^1\./) },
      drift: { file: false, proxy: false, details: [] },
      last: { outcome: 'applied' },
      backups: 1,
    });
    const metrics = await stage.agent.metrics();
    expect(metrics).toMatch(/^understudy_litellm_sync_total\{result="success"\} 1$/m);
    expect(metrics).toMatch(/^understudy_litellm_drift 0$/m);
    expect(metrics).toMatch(/^understudy_litellm_sync_last_success_timestamp_seconds 1\d{9}/m);
  });

  it('changes nothing the second time', async () => {
    const before = await stage.file();
    expect(await stage.apply()).toMatchObject({ outcome: 'unchanged', backup: null });
    expect(await stage.file()).toBe(before);
  });
});

describe('a poisoned change', () => {
  it('with a fallback that is no model of the file is refused before anything is written', async () => {
    const before = await stage.file();
    const poisoned = before.replace('titan: [gpt-4o]', 'titan: [ghost]');
    await stage.write(poisoned);
    await stage.putChain('claude', { model: 'claude', fallbacks: ['llama3'] });

    const sync = await stage.apply();

    expect(sync).toMatchObject({ outcome: 'refused', step: 'preflight', backup: null });
    expect(sync.error).toContain('titan falls back to ghost, which is no model group');
    expect(await stage.file()).toBe(poisoned);
    await stage.write(before);
    expect(await stage.isReady()).toBe(true);
  });

  it('with broken YAML in the hand-kept part is refused with line and column', async () => {
    const before = await stage.file();
    const broken = before.replace(
      '  master_key: os.environ/LITELLM_MASTER_KEY',
      '  master_key: [os.environ/LITELLM_MASTER_KEY',
    );
    await stage.write(broken);

    const sync = await stage.apply();

    expect(sync).toMatchObject({ outcome: 'refused', step: 'preflight' });
    expect(sync.error).toMatch(/^line \d+, column \d+: /);
    expect(await stage.file()).toBe(broken);
    await stage.write(before);
    expect(await stage.isReady()).toBe(true);
  });

  it(
    'that the proxy does not come up with ends with the file from before and a healthy proxy',
    async () => {
      const before = await readFile(stage.shop.path('litellm-config.yaml'));
      await stage.sabotage();

      const sync = await stage.apply();

      expect(sync).toMatchObject({ outcome: 'rolled_back', step: 'ready' });
      expect(sync.error).toMatch(/^the proxy is not ready after \d+ s: it cannot be reached/);
      expect(sync.steps.slice(-3).map(({ step, result }) => `${step} ${result}`)).toEqual([
        'restore ok',
        'restore-reload ok',
        'restore-ready ok',
      ]);
      expect(await readFile(stage.shop.path('litellm-config.yaml'))).toEqual(before);
      expect(await stage.isReady()).toBe(true);
    },
    RESTARTS_MS,
  );

  it(
    'whose first fallback does not answer ends with the file from before, and chains as they were',
    async () => {
      const before = await readFile(stage.shop.path('litellm-config.yaml'));
      await stage.putChain('gpt-4o', { model: 'gpt-4o', fallbacks: ['gone', 'claude'] });

      const sync = await stage.apply();

      expect(sync).toMatchObject({ outcome: 'rolled_back', step: 'verify' });
      expect(sync.error).toContain('gpt-4o with a mocked');
      expect(sync.error).toContain('gone was to answer');
      expect(await readFile(stage.shop.path('litellm-config.yaml'))).toEqual(before);
      expect(await stage.ask('gpt-4o', 'mock_testing_fallbacks')).toMatchObject({ group: 'claude' });
    },
    RESTARTS_MS,
  );

  it('is counted', async () => {
    const metrics = await stage.agent.metrics();
    expect(metrics).toMatch(/^understudy_litellm_sync_total\{result="refused"\} 2$/m);
    expect(metrics).toMatch(/^understudy_litellm_sync_total\{result="rolled_back"\} 2$/m);
  });
});

describe('a rollback', () => {
  it(
    'puts the first backup in force again, byte for byte',
    async () => {
      const { items } = (await (await stage.api('/litellm/backups')).json()) as { items: { id: string }[] };
      const first = items.at(-1)?.id;
      expect(first).toMatch(/^litellm-config\.backup\.\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d\.yaml$/);

      const response = await stage.api('/litellm/rollback', { backup: first });

      expect(litellmSyncSchema.parse(await response.json())).toMatchObject({ outcome: 'applied', action: 'rollback' });
      expect(await stage.file()).toBe(HAND_KEPT);
      expect(await stage.ask('gpt-4o')).toMatchObject({ content: 'from gpt-4o' });
    },
    RESTARTS_MS,
  );
});

describe('secrets', () => {
  it("the proxy's key is in no answer, log or file of ours", async () => {
    const paths = ['/litellm/status', '/litellm/render', '/litellm/diff', '/litellm/backups', '/audit'];
    const answers = await Promise.all(paths.map(async (path) => (await stage.api(path)).text()));
    const data = stage.shop.path('data');
    const names = (await readdir(data, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const files = await Promise.all(names.map((entry) => readFile(`${entry.parentPath}/${entry.name}`, 'utf8')));
    for (const text of [...answers, ...files, stage.agent.stdout, stage.agent.stderr]) {
      expect(text).not.toContain(MASTER_KEY);
    }
  });
});
