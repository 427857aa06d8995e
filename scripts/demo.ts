import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFallback, describeTotals, LiveLine, readTotals } from './demo/liveLine.ts';
import { demoDocument, startDemoProviders } from './demo/providers.ts';
import { DemoTraffic } from './demo/traffic.ts';

const AGENT = join(import.meta.dirname, '../agent/dist/main.js');
const READY_TIMEOUT_MS = 15_000;
const REFRESH_MS = 500;

/** The preferred port where it is free, any other where it is not. */
async function freePort(preferred: number): Promise<number> {
  for (const port of [preferred, 0]) {
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    } finally {
      server.close();
    }
  }
  throw new Error('no port of 127.0.0.1 is free');
}

function startAgent(folder: string, config: string, proxy: string, control: string): ChildProcess {
  const args = [
    AGENT,
    'start',
    '--config',
    config,
    '--data-dir',
    join(folder, 'data'),
    '--proxy',
    proxy,
    '--control',
    control,
  ];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, DEMO_LEAD_API_KEY: 'demo-lead-key', DEMO_SECOND_API_KEY: 'demo-second-key' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(folder, 'agent.log'));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  return child;
}

async function waitUntilReady(control: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < until && child.exitCode === null) {
    const ready = await fetch(`http://${control}/readyz`).catch(() => null);
    if (ready?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the agent did not become ready; its exit code is ${child.exitCode ?? 'still open'}`);
}

function introduction(proxy: string, control: string, folder: string): string {
  return `
Understudy is running with three simulated providers; the lead fails one call in four.

  data plane      http://${proxy}/v1        point an OpenAI client here (any key)
  control plane   http://${control}           /docs, /metrics, /api/v1
  configuration   ${join(folder, 'understudy.yaml')}
  agent's log     ${join(folder, 'agent.log')}

Try it:
  curl -si http://${proxy}/v1/chat/completions -H 'content-type: application/json' \\
    -d '{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}'
  curl -sN http://${control}/api/v1/drills -H 'content-type: application/json' -H 'accept: text/event-stream' \\
    -d '{"model":"claude-sonnet","failure":"rate_limit"}'

  npx understudy status --url http://${control}        # chains, breakers, providers

Press Ctrl-C to stop.
`;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-demo-'));
  const providers = await startDemoProviders();
  const config = join(folder, 'understudy.yaml');
  await writeFile(config, demoDocument(providers));
  const proxy = `127.0.0.1:${await freePort(4100)}`;
  const control = `127.0.0.1:${await freePort(4101)}`;
  const child = startAgent(folder, config, proxy, control);
  const exited = once(child, 'exit');
  const live = new LiveLine();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await waitUntilReady(control, child);
    live.log(introduction(proxy, control, folder));
    await play(proxy, control, live, Promise.race([once(stop.signal, 'abort'), exited]));
    if (child.exitCode !== null) {
      throw new Error(`the agent ended with code ${child.exitCode}; see its log in ${folder}`);
    }
  } finally {
    live.end();
    child.kill('SIGTERM');
    if (child.exitCode === null) await exited;
    await providers.close();
    if (stop.signal.aborted) await rm(folder, { recursive: true, force: true });
  }
}

/** Sends requests and shows what comes of them until `ended`. */
async function play(proxy: string, control: string, live: LiveLine, ended: Promise<unknown>): Promise<void> {
  const traffic = new DemoTraffic(`http://${proxy}`, (answer) => {
    if (answer.trigger !== null || answer.status !== 200) live.log(describeFallback(answer, new Date()));
  });
  const refresh = setInterval(() => {
    fetch(`http://${control}/metrics`)
      .then(async (response) => live.update(describeTotals(readTotals(await response.text()))))
      .catch((error: unknown) => live.update(`the control plane does not answer: ${String(error)}`));
  }, REFRESH_MS);
  await ended;
  clearInterval(refresh);
  traffic.stop();
}

await main();
