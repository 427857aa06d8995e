import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LitellmOptions } from './litellm.ts';
import { apply, DOCUMENT, HAND_KEPT, LitellmUnderTest } from './testkit/litellmUnderTest.ts';

let stage: LitellmUnderTest;
beforeEach(async () => {
  stage = await LitellmUnderTest.start();
});
afterEach(() => stage.close());

describe('an apply that fails after its write', () => {
  const takenBack = ['restore ok', 'restore-reload ok', 'restore-ready ok'];

  it.each<[string, () => void, Partial<LitellmOptions>, string, string]>([
    ['at a hook that answers an error', () => stage.proxy.reloadStatuses.push(500), {}, 'reload', 'answered 500'],
    [
      'at a proxy that does not come up',
      () => (stage.proxy.refuses = /managed_by/),
      {},
      'ready',
      'the proxy is not ready',
    ],
    [
      'at a fallback that does not answer',
      () => stage.proxy.down.add('b'),
      {},
      'verify',
      'a with a mocked general failure: b was to answer',
    ],
  ])('%s ends with the file from before', async (_where, poison, over, step, error) => {
    poison();
    const sync = await apply(await stage.open(over));

    expect(sync).toMatchObject({ step, error: expect.stringContaining(error) });
    expect(sync.outcome).toBe('rolled_back');
    expect(sync.steps.slice(-3).map((one) => `${one.step} ${one.result}`)).toEqual(takenBack);
    expect(await stage.file()).toBe(HAND_KEPT);
    expect(JSON.stringify(sync)).not.toContain('sk-secret');
  });

  it('at a command says what it said, without secrets', async () => {
    const command = 'echo "no such unit, key sk-abcdefghijklmnop" >&2; exit 3';
    const sync = await apply(await stage.open({ hook: { kind: 'command', command } }));
    expect(sync).toMatchObject({ outcome: 'down', step: 'reload' });
    expect(sync.error).toBe('the reload hook ended with 3: no such unit, key ***');
    expect(await stage.file()).toBe(HAND_KEPT);
  });

  it('at a command that does not end stops waiting', async () => {
    const hook = { kind: 'command', command: 'exec sleep 60' } as const;
    const sync = await apply(await stage.open({ hook, hookMs: 50 }));
    expect(sync.error).toContain('was ended by SIGKILL');
  });

  it('at a proxy that still runs the old settings says which', async () => {
    stage.proxy.deaf = true;
    expect(await apply(await stage.open())).toMatchObject({
      outcome: 'rolled_back',
      step: 'ready',
      error: expect.stringContaining('it still runs something else (fallbacks, context_window_fallbacks'),
    });
  });

  it('at a hand-made mistake that keeps the proxy down puts the last file back that it came up with', async () => {
    const litellm = await stage.open();
    await apply(litellm);
    const good = await stage.file();
    await stage.write(`${good}callbacks: broken\n`);
    stage.proxy.refuses = /callbacks: broken/;
    stage.document = { ...DOCUMENT, chains: [{ model: 'a', fallbacks: ['c'] }] };

    const sync = await apply(litellm);

    expect(sync).toMatchObject({ outcome: 'rolled_back', step: 'ready' });
    expect(await stage.file()).toBe(good);
    expect(await readFile(join(stage.folder, sync.backup ?? ''), 'utf8')).toContain('callbacks: broken');
  });

  it('with a proxy that stays away says that it is down', async () => {
    stage.proxy.refuses = /model_list/;
    expect(await apply(await stage.open())).toMatchObject({ outcome: 'down', step: 'ready' });
    expect(await stage.file()).toBe(HAND_KEPT);
  });

  it.each([
    ['a pid file that holds none', 'nobody', 'holds no process number'],
    ['a process that has ended', '2147483646', 'is not running'],
  ])('by a signal to %s says so', async (_what, pid, error) => {
    const pidFile = join(stage.folder, 'pid');
    await writeFile(pidFile, pid);
    const sync = await apply(await stage.open({ hook: { kind: 'signal', signal: 'SIGTERM', pidFile } }));
    expect(sync).toMatchObject({ step: 'reload', error: expect.stringContaining(error) });
    expect(await stage.file()).toBe(HAND_KEPT);
  });
});
