import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { until } from './until.ts';

/** A program of the Prometheus family: it serves `/-/ready`, and works in a folder that is gone after its end. */
export interface WebDaemonOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly folder: string;
}

const READY_LIMIT_MS = 60_000;

/** Such a program, running on 127.0.0.1. */
export class WebDaemon {
  /** Of its web interface, without a slash at the end. */
  readonly url: string;
  readonly #options: WebDaemonOptions;
  readonly #child: ChildProcess;

  constructor(options: WebDaemonOptions) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.port}`;
    this.#child = spawn(options.command, options.args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }

  async ready(): Promise<void> {
    const { command } = this.#options;
    await until(
      `${command} to be ready`,
      async () => {
        if (this.#child.exitCode !== null) throw new Error(`${command} ended with ${this.#child.exitCode}`);
        const response = await fetch(`${this.url}/-/ready`).catch(() => null);
        return response?.ok === true;
      },
      READY_LIMIT_MS,
    );
  }

  async close(): Promise<void> {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    await rm(this.#options.folder, { recursive: true, force: true });
  }
}
