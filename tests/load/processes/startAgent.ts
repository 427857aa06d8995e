import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AGENT_ENV } from '../agentConfig.ts';
import { BenchProcess } from './benchProcess.ts';

/** The agent as `tsc -b` builds it. */
export const AGENT_MAIN = fileURLToPath(new URL('../../../agent/dist/main.js', import.meta.url));

const READY_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** A running agent with a data folder of its own. */
export interface RunningAgent {
  readonly process: BenchProcess;
  readonly port: number;
  readonly controlPort: number;
  /** Ends it and removes its folder. */
  end(): Promise<void>;
}

/** A port on which nobody listens. */
export async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function isReady(controlPort: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${controlPort}/readyz`);
    return response.ok;
  } catch {
    // Refused: it does not listen yet.
    return false;
  }
}

async function untilReady(agent: BenchProcess, controlPort: number, logFile: string): Promise<void> {
  const end = performance.now() + READY_TIMEOUT_MS;
  while (!(await isReady(controlPort))) {
    agent.assertRunning();
    if (performance.now() > end) throw new Error(`the agent was not ready in time; its log: ${logFile}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** What one agent is started with beyond the others. */
export interface AgentExtras {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `understudy start` with metrics, breaker and a log file, and waits until it is ready. */
export async function startAgent(
  agentMain: string,
  config: string,
  { args: further = [], env = {} }: AgentExtras = {},
): Promise<RunningAgent> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-bench-'));
  const configFile = join(folder, 'understudy.yaml');
  const logFile = join(folder, 'agent.log');
  await writeFile(configFile, config);
  const [port, controlPort] = [await unusedPort(), await unusedPort()];
  const listeners = ['--proxy', `127.0.0.1:${port}`, '--control', `127.0.0.1:${controlPort}`];
  const args = [
    agentMain,
    'start',
    '--config',
    configFile,
    '--data-dir',
    join(folder, 'data'),
    ...listeners,
    ...further,
  ];
  const agent = new BenchProcess({ name: 'agent', args, env: { ...AGENT_ENV, ...env }, logFile });
  try {
    await untilReady(agent, controlPort, logFile);
  } catch (error) {
    // The folder stays: its log says why.
    await agent.end();
    throw new Error(`the agent did not start; its log: ${logFile}`, { cause: error });
  }
  const end = async (): Promise<void> => {
    await agent.end();
    await rm(folder, { recursive: true, force: true });
  };
  return { process: agent, port, controlPort, end };
}
