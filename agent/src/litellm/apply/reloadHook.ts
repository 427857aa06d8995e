import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { maskSecrets } from '../file/maskSecrets.ts';
import { StepFailure } from './stepFailure.ts';

const SIGNALS = ['SIGHUP', 'SIGTERM', 'SIGINT', 'SIGUSR1', 'SIGUSR2'] as const;
type HookSignal = (typeof SIGNALS)[number];

/** How the proxy is made to read its file again. Comes from start flags only. */
export type ReloadHook =
  | { readonly kind: 'none' }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'signal'; readonly signal: HookSignal; readonly pidFile: string }
  | { readonly kind: 'container'; readonly name: string }
  | { readonly kind: 'http'; readonly url: string };

const FORMS = 'none, command:COMMAND, signal:SIGTERM:PIDFILE, container:NAME or http(s)://…';

/** Reads `--litellm-reload`. */
export function parseReloadHook(text: string): ReloadHook | { readonly problem: string } {
  if (text === 'none') return { kind: 'none' };
  if (URL.canParse(text) && /^https?:/.test(text)) return { kind: 'http', url: text };
  const [, kind, rest = ''] = /^(command|signal|container):(.+)$/s.exec(text) ?? [];
  if (kind === 'command') return { kind, command: rest };
  if (kind === 'container' && /^[A-Za-z0-9][\w.-]*$/.test(rest)) return { kind, name: rest };
  if (kind === 'signal') {
    const [, name, pidFile] = /^(\w+):(.+)$/.exec(rest) ?? [];
    const signal = SIGNALS.find((known) => known === name);
    if (signal !== undefined && pidFile !== undefined) return { kind, signal, pidFile };
  }
  return { problem: `it is none of ${FORMS}` };
}

/** What is told of a program's output: its end, without secrets. */
const MAX_OUTPUT = 400;

/** The agent's own secrets are none of the hook's business. */
function hookEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('UNDERSTUDY_')));
}

async function runProgram(
  command: string,
  args: readonly string[],
  shell: boolean,
  timeoutMs: number,
): Promise<string> {
  const child = spawn(command, args, { shell, env: hookEnvironment(process.env), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    // `exit`, not `close`: a proxy that the hook left running holds its output open.
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (code === 0) return output;
    const why =
      signal === null ? `ended with ${String(code)}` : `was ended by ${signal}, after ${timeoutMs / 1_000} s at most`;
    const said = maskSecrets(output.trim()).slice(-MAX_OUTPUT);
    throw new StepFailure(
      `the reload hook ${why}${said === '' ? '' : `: ${said}`}`,
      'Run it by hand and see what it says.',
    );
  } finally {
    clearTimeout(timer);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

async function signalProcess(signal: HookSignal, pidFile: string): Promise<string> {
  const pid = Number((await readFile(pidFile, 'utf8')).trim());
  if (!Number.isInteger(pid) || pid <= 1) {
    throw new StepFailure(
      `${pidFile} holds no process number`,
      'Let the proxy, or what starts it, write its number there.',
    );
  }
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ESRCH' ? 'is not running' : 'may not be signalled by the agent';
    throw new StepFailure(`process ${pid} of ${pidFile} ${why}`, 'Start the proxy, or run the agent as its user.');
  }
  return `${signal} to process ${pid}`;
}

async function post(url: string, timeoutMs: number): Promise<string> {
  const { host } = new URL(url);
  let status: number;
  try {
    const response = await fetch(url, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    ({ status } = response);
  } catch (error) {
    const message = `the reload address at ${host} did not answer (${(error as Error).name})`;
    throw new StepFailure(message, 'See that it is reachable from the agent.');
  }
  if (status >= 300) throw new StepFailure(`the reload address at ${host} answered ${status}`, 'It has to answer 2xx.');
  return `POST to ${host}: ${status}`;
}

/** Runs the hook; answers what was done. @throws StepFailure */
export async function runReloadHook(hook: Exclude<ReloadHook, { kind: 'none' }>, timeoutMs: number): Promise<string> {
  switch (hook.kind) {
    case 'command':
      await runProgram(hook.command, [], true, timeoutMs);
      return 'the command ended with 0';
    case 'container':
      await runProgram('docker', ['restart', hook.name], false, timeoutMs);
      return `docker restart ${hook.name}`;
    case 'signal':
      return signalProcess(hook.signal, hook.pidFile);
    case 'http':
      return post(hook.url, timeoutMs);
  }
}
