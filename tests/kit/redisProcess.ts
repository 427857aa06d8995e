import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unusedPort } from '../sim/unusedPort.ts';
import { runTool } from './runTool.ts';
import { until } from './until.ts';

/** As docs/deployment.md asks for: a write is on disk before it is acknowledged. */
const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];

/** A real Redis on 127.0.0.1, on one port and in one folder over all its lives. */
export class RedisProcess {
  readonly port: number;
  readonly folder: string;
  readonly #flags: readonly string[];
  #child: ChildProcess | null = null;

  constructor(folder: string, port: number, flags: readonly string[]) {
    this.folder = folder;
    this.port = port;
    this.#flags = flags;
  }

  /** For `--store`. */
  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const own = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder, '--loglevel', 'warning'];
    this.#child = spawn('redis-server', [...own, ...DURABLE, ...this.#flags], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await until('Redis to be ready', () => {
      if (this.#child?.exitCode !== null) throw new Error(`redis-server ended with ${this.#child?.exitCode}`);
      return this.#answers();
    });
  }

  /** `SIGKILL`: as a crash. What it acknowledged is on disk. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  }

  /** Keeps its connections and answers nothing. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** What `redis-cli` prints. */
  async cli(...words: readonly string[]): Promise<string> {
    const { said } = await runTool('redis-cli', ['-p', String(this.port), ...words]);
    return said.trimEnd();
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      const end = (answered: boolean): void => {
        socket.destroy();
        resolve(answered);
      };
      socket.on('connect', () => socket.write('PING\r\n'));
      // An error (a password is asked for) is an answer too; -LOADING is not.
      socket.on('data', (data: Buffer) => end(!data.toString().startsWith('-LOADING')));
      socket.on('error', () => end(false));
    });
  }
}

/** @param flags further ones of redis-server */
export async function startRedis(flags: readonly string[] = []): Promise<RedisProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-redis-'));
  const redis = new RedisProcess(folder, await unusedPort(), flags);
  await redis.start();
  return redis;
}
