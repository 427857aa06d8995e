import { chmod, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LitellmEvent } from '@understudy/contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockPath } from '../store/index.ts';
import { apply, DOCUMENT, done, HAND_KEPT, LitellmUnderTest, NOW } from './testkit/litellmUnderTest.ts';

let stage: LitellmUnderTest;
beforeEach(async () => {
  stage = await LitellmUnderTest.start();
});
afterEach(() => stage.close());

describe('an apply', () => {
  it('goes step by step, tells of each, and leaves a backup', async () => {
    const events: LitellmEvent[] = [];
    const sync = await apply(await stage.open(), true, (event) => events.push(event));

    expect(sync).toMatchObject({ outcome: 'applied', author: 'alice', revision: 7, changed: ['a'], pending: false });
    expect(sync.backup).toBe('litellm-config.backup.2026-11-21-14-31-05.yaml');
    expect(await readFile(join(stage.folder, sync.backup ?? ''), 'utf8')).toBe(HAND_KEPT);
    expect(sync.proofs.map(({ kind, expected, ok }) => [kind, expected, ok])).toEqual([
      ['general', 'b', true],
      ['context_window', 'b', true],
      ['content_policy', null, true],
    ]);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['step-started', 'step-ended', 'diff', 'proof', 'done']),
    );
    expect(new Set(stage.proxy.keys)).toEqual(new Set(['Bearer sk-master']));
    expect(await readdir(stage.folder)).not.toContain('litellm-config.yaml.lock');
  });

  it('keeps the rights of the file', async () => {
    await chmod(stage.config, 0o640);
    await apply(await stage.open());
    expect((await stat(stage.config)).mode & 0o777).toBe(0o640);
  });

  it('of what the file says already writes nothing', async () => {
    const litellm = await stage.open();
    await apply(litellm);
    expect(await apply(litellm)).toMatchObject({ outcome: 'unchanged', backup: null });
    expect(stage.proxy.reloads).toBe(1);
  });

  it('without a hook says that the proxy has to be restarted', async () => {
    const sync = await apply(await stage.open({ hook: { kind: 'none' } }));
    expect(sync).toMatchObject({ outcome: 'applied', pending: true, proofs: [] });
    expect(sync.steps.filter(({ result }) => result === 'skipped').map(({ step }) => step)).toEqual([
      'reload',
      'ready',
      'verify',
    ]);
  });

  it('does not hand secrets of the agent to the hook', async () => {
    process.env['UNDERSTUDY_CANARY'] = 'secret';
    const hook = { kind: 'command', command: 'test -z "$UNDERSTUDY_CANARY"' } as const;
    expect(await apply(await stage.open({ hook, url: null }))).toMatchObject({ outcome: 'applied', pending: false });
    delete process.env['UNDERSTUDY_CANARY'];
  });

  it('makes a file where there is none', async () => {
    await rm(stage.config);
    const sync = await apply(await stage.open(), false);
    expect(sync).toMatchObject({ outcome: 'applied', backup: null });
    expect(await stage.file()).toContain('- a: [b, c]');
  });

  it('keeps as many backups as it was told, each under a name of its own', async () => {
    const litellm = await stage.open();
    for (const count of [1, 2, 3, 4, 5]) {
      stage.document = { ...DOCUMENT, policy: { breaker: { failureThreshold: count } } };
      await apply(litellm, false);
    }
    expect((await litellm.backups()).map(({ id }) => id.slice(-7, -5))).toEqual(['09', '08', '07']);
  });
});

describe('an apply that is refused', () => {
  it.each([
    ['a file that changed since its diff', () => undefined, 'read', 'has changed since the diff'],
    [
      'mocked failures that the proxy refuses',
      () => stage.write(HAND_KEPT.replace('true', 'false')),
      'preflight',
      'the proxy refuses mocked failures',
    ],
    ['YAML that is broken', () => stage.write(`${HAND_KEPT}x: [`), 'preflight', 'line 6, column '],
  ])('for %s writes nothing', async (what, poison, step, error) => {
    await poison();
    const before = await stage.file();
    const litellm = await stage.open();
    const sha256 = what.includes('diff') ? 'a'.repeat(64) : undefined;
    const sync = await done(
      litellm.apply({ verify: true, ...(sha256 === undefined ? {} : { sha256 }) }, { author: 'alice' }),
    );

    expect(sync).toMatchObject({ outcome: 'refused', step, error: expect.stringContaining(error) });
    expect(await stage.file()).toBe(before);
    expect(await litellm.backups()).toEqual([]);
  });

  it('names who holds the lock', async () => {
    const lock = await lockPath(`${stage.config}.lock`, (who) => new Error(who));
    expect(await apply(await stage.open())).toMatchObject({
      outcome: 'refused',
      step: 'lock',
      error: expect.stringContaining(`is being written by process ${process.pid}`),
    });
    await lock.release();
  });

  it('says what to do about a folder that is not there', async () => {
    const sync = await apply(await stage.open({ config: join(stage.folder, 'no', 'file.yaml') }));
    expect(sync).toMatchObject({ outcome: 'refused', step: 'lock', fix: 'Make the folder.' });
  });

  it('while another one runs does not begin', async () => {
    const litellm = await stage.open();
    const first = litellm.apply({ verify: true }, { author: 'alice' });
    expect(litellm.apply({ verify: true }, { author: 'bob' })).toEqual({ refused: 'running' });
    await done(first);
  });

  it('after the agent has closed does not begin', async () => {
    const litellm = await stage.open();
    await litellm.close();
    expect(litellm.apply({ verify: true }, { author: 'alice' })).toEqual({ refused: 'closed' });
  });
});

describe('a rollback', () => {
  it('takes the newest backup that says something else', async () => {
    const litellm = await stage.open();
    await apply(litellm);
    expect(await done(litellm.rollback(undefined, { author: 'bob' }))).toMatchObject({
      outcome: 'applied',
      action: 'rollback',
    });
    expect(await stage.file()).toBe(HAND_KEPT);
  });

  it('to a backup that is not there does not begin', async () => {
    const litellm = await stage.open();
    expect(await litellm.rollback(undefined, { author: 'bob' })).toEqual({ refused: 'no_backup' });
    expect(await litellm.rollback('../litellm-config.yaml', { author: 'bob' })).toEqual({ refused: 'no_backup' });
  });
});

describe('the status', () => {
  it('tells drift of the file and of the proxy', async () => {
    const before = await stage.open();
    expect(await before.status()).toMatchObject({
      drift: { file: true, proxy: false },
      proxy: { ready: true, version: '1.106.2' },
    });
    await apply(before);
    expect(await before.status()).toMatchObject({ drift: { file: false, proxy: false } });
    expect(before.gauges()).toEqual({ lastSuccessAt: expect.any(Number), drift: false });

    await stage.write((await stage.file()).replace(/\[ ?b, c ?\]/, '[c]'));
    const after = await stage.open();
    expect(await after.status()).toMatchObject({ drift: { file: true, proxy: true, details: ['fallbacks'] } });
    expect(after.gauges().drift).toBe(true);
  });

  it('is remembered over a restart of the agent', async () => {
    const litellm = await stage.open();
    await apply(litellm);
    await litellm.close();
    const next = await stage.open();
    expect(await next.status()).toMatchObject({ last: { outcome: 'applied', author: 'alice' }, backups: 1 });
    expect(next.gauges().lastSuccessAt).toBeGreaterThanOrEqual(NOW);
  });

  it('says why the proxy is not there', async () => {
    const litellm = await stage.open({ url: 'http://127.0.0.1:9' });
    expect(await litellm.status()).toMatchObject({
      proxy: { ready: false, problem: expect.stringMatching(/^it cannot be reached/) },
      drift: { proxy: null },
    });
  });

  it('of a broken file says so', async () => {
    await stage.write('a: [');
    expect(await (await stage.open()).status()).toMatchObject({
      file: { problem: expect.any(String) },
      drift: { file: null },
    });
  });
});
