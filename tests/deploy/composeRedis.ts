import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from '../kit/runTool.ts';
import { until } from '../kit/until.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { environmentOf, SERVICES } from './composeServices.ts';

/** The image has Valkey's programs; this machine has those of Redis, which take the same arguments. */
const HERE: Readonly<Record<string, string>> = { 'valkey-server': 'redis-server', 'valkey-cli': 'redis-cli' };

function programOf([name = '', ...args]: readonly string[]): readonly [string, readonly string[]] {
  const program = HERE[name];
  if (program === undefined) throw new Error(`${JSON.stringify(name)} is no program of the image`);
  return [program, args];
}

/** The service `redis` of docker-compose.yml on 127.0.0.1: with exactly its arguments, but for address and folder. */
export class ComposeRedis {
  readonly port: number;
  readonly #folder: string;
  readonly #child: ChildProcess;

  constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
    const [program, args] = programOf(SERVICES['redis']?.command ?? []);
    const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--loglevel', 'warning'];
    this.#child = spawn(program, [...args, ...own], { stdio: ['ignore', 'ignore', 'inherit'] });
  }

  /** The exit code of the service's health check, which takes its password from `variables`. */
  async health(variables: Readonly<Record<string, string>> = environmentOf('redis')): Promise<number> {
    return (await this.#check(variables)).code;
  }

  /** What the service's own client prints, with the service's password. */
  async cli(...words: readonly string[]): Promise<string> {
    return (await this.#client(environmentOf('redis'), words)).said.trimEnd();
  }

  async ready(): Promise<this> {
    await until('Redis to be ready', async () => {
      if (this.#child.exitCode !== null) throw new Error(`it ended with ${this.#child.exitCode}`);
      return (await this.health()) === 0;
    });
    return this;
  }

  /** `SIGKILL`, as a crash; harmless after its end. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** Another life, with its address and data. */
  again(): Promise<ComposeRedis> {
    return new ComposeRedis(this.port, this.#folder).ready();
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #check(variables: Readonly<Record<string, string>>): Promise<{ code: number; said: string }> {
    const [kind, ...command] = SERVICES['redis']?.healthcheck?.test ?? [];
    if (kind !== 'CMD') throw new Error(`a health check by ${String(kind)}`);
    const [program, words] = programOf(command);
    if (program !== 'redis-cli') throw new Error(`a health check by ${program}`);
    return this.#client(variables, words);
  }

  #client(variables: Readonly<Record<string, string>>, words: readonly string[]): ReturnType<typeof runTool> {
    const settings = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    return runTool('env', [...settings, 'redis-cli', '-p', String(this.port), ...words]);
  }
}

/** Starts it on a free port, in a folder of its own. */
export async function startComposeRedis(): Promise<ComposeRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-compose-redis-'));
  return new ComposeRedis(await unusedPort(), folder).ready();
}
