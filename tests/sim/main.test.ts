import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_MODELS } from './presets.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

describe('the standalone process', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sim-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(args: string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } });
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    const url = /http:\S+/.exec(first.toString())?.[0] ?? '';
    const stop = async () => {
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    };
    return { url, stop };
  }

  const chat = async (url: string, model: string) => {
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] });
    return (await fetch(`${url}/v1/chat/completions`, { method: 'POST', body })).status;
  };

  it('plays a preset and ends on a signal', async () => {
    const { url, stop } = await run(['--port', '0', '--preset', 'demo']);
    expect([await chat(url, DEMO_MODELS.primary), await chat(url, DEMO_MODELS.quick)]).toEqual([503, 200]);
    expect(await stop()).toBe(0);
  });

  it('plays a script file that the environment names', async () => {
    const file = join(folder, 'script.json');
    const scripts = { m: { repeat: 'last', behaviours: [{ kind: 'error', error: 'rate_limit' }] } };
    await writeFile(file, JSON.stringify({ default: { kind: 'status', status: 418 }, scripts }));
    const { url, stop } = await run([], { SIM_PORT: '0', SIM_SCRIPT: file });
    expect([await chat(url, 'm'), await chat(url, 'm'), await chat(url, 'other')]).toEqual([429, 429, 418]);
    await stop();
  });

  it('refuses a script with an unknown behaviour', async () => {
    const file = join(folder, 'bad.json');
    await writeFile(file, JSON.stringify({ scripts: { m: { behaviours: [{ kind: 'nonsense' }] } } }));
    const child = spawn(process.execPath, [MAIN, '--script', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).not.toBe(0);
    expect(said).toContain('Not a behaviour of the sim');
  });
});
