import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadResult } from '../loadOrder.ts';
import type { CpuProfile } from '../profile/cpuProfile.ts';
import type { Question, Reply } from './questions.ts';
import type { Usage } from './usage.ts';

const PROBE = new URL('./probe.ts', import.meta.url).href;
const START_TIMEOUT_MS = 30_000;
const END_TIMEOUT_MS = 5_000;

interface Asked {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** What to start. */
export interface BenchProcessOptions {
  readonly name: string;
  /** Script with its arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its output goes here; absent: to the benchmark's own standard error. */
  readonly logFile?: string;
}

function isReply(message: unknown): message is Reply {
  return typeof message === 'object' && message !== null && 'id' in message;
}

function launch(options: BenchProcessOptions): ChildProcess {
  const out = options.logFile === undefined ? 2 : openSync(options.logFile, 'a');
  const child = spawn(process.execPath, ['--import', PROBE, ...options.args], {
    stdio: ['ignore', out, out, 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
  });
  if (options.logFile !== undefined) closeSync(out);
  return child;
}

/** A process of the benchmark: answers questions over IPC and is ended by its id. */
export class BenchProcess {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, Asked>();
  #lastId = 0;

  constructor(options: BenchProcessOptions) {
    this.name = options.name;
    this.#child = launch(options);
    this.#child.on('message', (message: unknown) => this.#receive(message));
    this.#child.on('error', (error) => this.#fail(error));
    this.#child.on('exit', (code, signal) =>
      this.#fail(new Error(`${this.name} ended with ${signal ?? `code ${code}`}`)),
    );
  }

  /** Starts a script of this folder. */
  static script(name: string, script: string, args: readonly string[] = []): BenchProcess {
    return new BenchProcess({ name, args: [fileURLToPath(new URL(script, import.meta.url)), ...args] });
  }

  /** Starts a script of this folder and waits until it says at which port it listens. */
  static async listening(name: string, script: string, args: readonly string[] = []): Promise<[BenchProcess, number]> {
    const started = BenchProcess.script(name, script, args);
    const [message] = (await once(started.#child, 'message', { signal: AbortSignal.timeout(START_TIMEOUT_MS) })) as [
      { listening: number },
    ];
    return [started, message.listening];
  }

  #receive(message: unknown): void {
    if (!isReply(message)) return;
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.value);
    else asked?.reject(new Error(`${this.name}: ${message.error}`));
  }

  #fail(error: Error): void {
    for (const asked of this.#asked.values()) asked.reject(error);
    this.#asked.clear();
  }

  get #running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined;
  }

  #ask(ask: string, input?: unknown): Promise<unknown> {
    if (!this.#running) return Promise.reject(new Error(`${this.name} is not running`));
    const question: Question = { id: ++this.#lastId, ask, input };
    return new Promise((resolve, reject) => {
      this.#asked.set(question.id, { resolve, reject });
      this.#child.send(question);
    });
  }

  /** What it has used so far; `collected`: memory after a full garbage collection. */
  async usage(collected: 'collected' | 'as-is' = 'as-is'): Promise<Usage> {
    return (await this.#ask(collected === 'collected' ? 'usage-after-collection' : 'usage')) as Usage;
  }

  /** Runs a load; the generator's. */
  async load(order: LoadOrder): Promise<LoadResult> {
    return (await this.#ask('load', order)) as LoadResult;
  }

  /** Profiles its processor time while `work` runs. */
  async profile(work: () => Promise<unknown>): Promise<CpuProfile> {
    await this.#ask('start-profile');
    await work();
    return (await this.#ask('stop-profile')) as CpuProfile;
  }

  /** Begins to watch its event loop. */
  async startLoopWatch(): Promise<void> {
    await this.#ask('start-loop-watch');
  }

  /** The longest stall of its event loop since then, in milliseconds. */
  async stopLoopWatch(): Promise<number> {
    return (await this.#ask('stop-loop-watch')) as number;
  }

  /** @throws Error when it has ended */
  assertRunning(): void {
    if (!this.#running) throw new Error(`${this.name} ended while it was started`);
  }

  /** Asks it to end; kills it when it does not. */
  async end(): Promise<void> {
    if (!this.#running) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), END_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }
}
