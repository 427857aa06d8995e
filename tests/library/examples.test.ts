import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { exchange } from '../kit/exchange.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
/** Where examples/understudy.yaml expects the simulated providers. */
const ADDRESS = 'http://127.0.0.1:4190';

type Child = ChildProcessByStdio<null, Readable, Readable>;

let sim: Sim;
let folder: string;
let config: string;
const children: Child[] = [];

beforeAll(async () => {
  sim = await startSim();
  folder = await mkdtemp(join(tmpdir(), 'understudy-examples-'));
  config = join(folder, 'understudy.yaml');
  const text = await readFile(join(EXAMPLES, 'understudy.yaml'), 'utf8');
  expect(text).toContain(ADDRESS);
  await writeFile(config, text.replaceAll(ADDRESS, sim.url));
});
beforeEach(() => {
  sim.reset();
  sim.script('demo-primary', [{ kind: 'error', error: 'rate_limit' }], { repeat: 'last' });
});
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
afterAll(async () => {
  await sim.close();
  await rm(folder, { recursive: true });
});

/** Starts an example as its README says. */
function start(example: string, env: Record<string, string> = {}): Child {
  const keys = { LEAD_API_KEY: 'key-of-lead', SECOND_API_KEY: 'key-of-second' };
  const child = spawn(process.execPath, [join(EXAMPLES, example, 'main.ts')], {
    env: { ...process.env, ...keys, UNDERSTUDY_CONFIG: config, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** Runs an example to its end. */
async function run(example: string, env: Record<string, string> = {}) {
  const child = start(example, env);
  const exit = once(child, 'exit');
  const [out, err] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const [code] = (await exit) as [number | null];
  return { out, err, code, log: logOf(err) };
}

const lineSchema = z.looseObject({ event: z.string().optional(), level: z.number(), msg: z.string() });

function logOf(text: string): z.infer<typeof lineSchema>[] {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}

describe('the queue worker', () => {
  const records = (name: string): string => join(folder, name);

  it('stores who answered each job, on the account of the requested model', async () => {
    const { out, code, log } = await run('queue-worker', { RECORDS: records('fallback.jsonl') });
    expect(code).toBe(0);
    expect(out).toContain('job-1: done by claude-sonnet for gpt-4o, after rate_limit');
    const stored = (await readFile(records('fallback.jsonl'), 'utf8')).trim().split('\n');
    expect(stored).toHaveLength(3);
    for (const line of stored) {
      expect(JSON.parse(line)).toMatchObject({
        model: 'gpt-4o',
        servedModel: 'claude-sonnet',
        usedFallback: true,
        trigger: 'rate_limit',
        attempts: 2,
        cost: { usd: expect.any(Number), baselineUsd: expect.any(Number) },
        summary: expect.stringContaining('Hello from demo-quick'),
      });
    }
    expect(log.filter(({ event }) => event === 'fallback').map(({ level }) => level)).toEqual([40, 40, 40]);
    expect(log.filter(({ event }) => event === 'request').map(({ level }) => level)).toEqual([30, 30, 30]);
  });

  it("throws the fallback's error when that fails too, and logs both failures", async () => {
    sim.script('demo-quick', [{ kind: 'error', error: 'overloaded' }], { repeat: 'last' });
    const { out, code, log } = await run('queue-worker', { RECORDS: records('none.jsonl') });
    expect(code).toBe(1);
    expect(out).toContain('job-1: ');
    expect(out).toContain('claude-sonnet');
    await expect(readFile(records('none.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
    const [first] = log.filter(({ event }) => event === 'request');
    expect(first).toMatchObject({
      level: 50,
      model: 'gpt-4o',
      failures: [
        { model: 'gpt-4o', result: 'rate_limit' },
        { model: 'claude-sonnet', result: 'server_error' },
      ],
    });
  });
});

describe('the OpenAI client', () => {
  it('is answered by the fallback, whole and streamed', async () => {
    const { out, code } = await run('openai-client');
    expect([code, out]).toEqual([
      0,
      'claude-sonnet: Hello from demo-quick. You said: Tell me something about theatre.\n' +
        'streamed: Hello from demo-quick. You said: Tell me something about theatre.\n',
    ]);
  });
});

describe('the Express application', () => {
  it('answers on its own route and on /v1, and shows status and metrics', async () => {
    const child = start('express-app', { PORT: '0' });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = /http:\S+/.exec(line.toString())?.[0] ?? '';
    const asked = await exchange(`${url}/ask`, { body: { question: 'why?' } });
    expect(asked.json()).toEqual({
      text: 'Hello from demo-quick. You said: why?',
      servedModel: 'claude-sonnet',
      usedFallback: true,
    });
    const messages = [{ role: 'user', content: 'hi' }];
    const called = await exchange(`${url}/v1/chat/completions`, { body: { model: 'gpt-4o', messages } });
    expect(called.headers).toMatchObject({ 'x-understudy-served-model': 'claude-sonnet' });
    const status = await exchange(`${url}/status`, { method: 'GET' });
    expect(status.json()).toHaveProperty('chains.0', expect.objectContaining({ model: 'gpt-4o', label: 'primary' }));
    const metrics = await exchange(`${url}/metrics`, { method: 'GET' });
    expect(metrics.text).toContain('understudy_requests_total{model="gpt-4o",route="fallback",outcome="success"} 2');
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await exit)[0]).toBe(0);
  });
});
