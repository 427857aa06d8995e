import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Samples } from './samples.ts';
import { until } from './until.ts';

const MAIN = join(import.meta.dirname, '../../agent/dist/main.js');
const READY = /^Understudy is ready: data plane (http:\/\/\S+)\/v1, control plane (http:\/\/\S+)$/m;

/** How the process is started. */
export interface AgentProcessOptions {
  readonly dataDir: string;
  /** Further flags of `start`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Default: any free port of 127.0.0.1. */
  readonly proxy?: string;
  readonly control?: string;
}

/** How it ended. */
export interface AgentExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The agent as it is shipped: `node agent/dist/main.js start`, in a process of its own. */
export class AgentProcess {
  readonly exited: Promise<AgentExit>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  #exit: AgentExit | null = null;
  #stdout = '';
  #stderr = '';

  constructor({ dataDir, args = [], env = {}, proxy = '127.0.0.1:0', control = '127.0.0.1:0' }: AgentProcessOptions) {
    const start = ['start', '--data-dir', dataDir, '--proxy', proxy, '--control', control, ...args];
    this.#child = spawn(process.execPath, [MAIN, ...start], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    // `close`, not `exit`: then both outputs have been read to their end.
    this.exited = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        this.#exit = { code, signal };
        resolve(this.#exit);
      });
    });
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves when the agent has said that it is ready; rejects with what it said where it ended before. */
  async ready(): Promise<this> {
    await until('the agent to be ready', () => {
      if (this.#exit !== null) throw new Error(`the agent ended with ${this.#exit.code}: ${this.#stderr}`);
      return READY.test(this.#stdout);
    });
    return this;
  }

  /** Of the data plane, without `/v1`. */
  get url(): string {
    return this.#address(1);
  }

  get controlUrl(): string {
    return this.#address(2);
  }

  #address(group: 1 | 2): string {
    const address = READY.exec(this.#stdout)?.[group];
    if (address === undefined) throw new Error('the agent is not ready yet');
    return address;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async metrics(): Promise<string> {
    return (await fetch(`${this.controlUrl}/metrics`)).text();
  }

  async samples(): Promise<Samples> {
    return new Samples(await this.metrics());
  }

  /** Ends it whatever it does; harmless after its end. */
  async close(): Promise<void> {
    if (this.#exit === null) this.#child.kill('SIGKILL');
    await this.exited;
  }
}
