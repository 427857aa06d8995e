import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDocument, startDemoProviders } from './providers.ts';
import { freePort } from './freePort.ts';

const AGENT = join(import.meta.dirname, '../../agent/dist/main.js');
const READY_TIMEOUT_MS = 15_000;

/** The tokens of a demo agent; without them its control plane is open to this machine. */
export interface DemoTokens {
  readonly admin: string;
  readonly viewer: string;
}

/** A running agent with three simulated providers. */
export interface DemoAgent {
  /** `host:port` of the data plane. */
  readonly proxy: string;
  /** `host:port` of the control plane. */
  readonly control: string;
  readonly folder: string;
  readonly config: string;
  /** Rejects where the agent ends by itself. */
  readonly failed: Promise<never>;
  /** Ends agent and providers; `keep` leaves its folder with the log. */
  close(options: { readonly keep: boolean }): Promise<void>;
}

function startAgent(folder: string, args: readonly string[], tokens: DemoTokens | undefined): ChildProcess {
  const env = tokens ? { UNDERSTUDY_ADMIN_TOKEN: tokens.admin, UNDERSTUDY_VIEWER_TOKEN: tokens.viewer } : {};
  const child = spawn(process.execPath, [AGENT, 'start', ...args], {
    env: { ...process.env, DEMO_LEAD_API_KEY: 'demo-lead-key', DEMO_SECOND_API_KEY: 'demo-second-key', ...env },
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

/** Starts simulated providers and an agent on a temporary folder, at the usual ports where they are free. */
export async function startDemoAgent(tokens?: DemoTokens): Promise<DemoAgent> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-demo-'));
  const providers = await startDemoProviders();
  const config = join(folder, 'understudy.yaml');
  await writeFile(config, demoDocument(providers));
  const proxy = `127.0.0.1:${await freePort(4100)}`;
  const control = `127.0.0.1:${await freePort(4101)}`;
  const data = ['--config', config, '--data-dir', join(folder, 'data')];
  const child = startAgent(folder, [...data, '--proxy', proxy, '--control', control], tokens);
  const exited = once(child, 'exit');
  let closing = false;
  const close = async ({ keep }: { readonly keep: boolean }): Promise<void> => {
    closing = true;
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await exited;
    await providers.close();
    if (!keep) await rm(folder, { recursive: true, force: true });
  };
  const failed = exited.then((): Promise<never> => {
    if (closing) return new Promise(() => undefined);
    throw new Error(`the agent ended with code ${child.exitCode}; see its log in ${folder}`);
  });
  // Who waits for it hears of it; who does not must not be ended by it.
  failed.catch(() => undefined);
  try {
    await waitUntilReady(control, child);
  } catch (error) {
    await close({ keep: true });
    throw error;
  }
  return { proxy, control, folder, config, failed, close };
}
