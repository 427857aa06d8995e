import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unusedPort } from '../sim/unusedPort.ts';
import type { Labels } from './samples.ts';
import { until } from './until.ts';

/** The configuration that the README starts Prometheus with. */
const CONFIG = join(import.meta.dirname, '../../provisioning/prometheus/demo.yml');
const TARGET = '127.0.0.1:4101';

/** One element of an instant vector. */
export interface VectorElement {
  readonly metric: Labels;
  readonly value: number;
}

interface QueryAnswer {
  readonly status: 'success' | 'error';
  readonly error?: string;
  readonly data: { readonly result: readonly { readonly metric: Labels; readonly value: readonly [number, string] }[] };
}

/** A real Prometheus that scrapes one agent every second. */
export class PrometheusProcess {
  /** Of its web interface, without a slash at the end. */
  readonly url: string;
  readonly #folder: string;
  readonly #child: ChildProcess;

  constructor(folder: string, port: number) {
    this.#folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    const args = [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ];
    this.#child = spawn('prometheus', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }

  async ready(): Promise<void> {
    await until(
      'Prometheus to be ready',
      async () => {
        if (this.#child.exitCode !== null) throw new Error(`Prometheus ended with ${this.#child.exitCode}`);
        const response = await fetch(`${this.url}/-/ready`).catch(() => null);
        return response?.ok === true;
      },
      60_000,
    );
  }

  /**
   * An instant query.
   * @param time seconds since the epoch; default: now
   */
  async query(query: string, time?: number): Promise<VectorElement[]> {
    const at = time === undefined ? {} : { time: time.toFixed(3) };
    const response = await fetch(`${this.url}/api/v1/query?${new URLSearchParams({ query, ...at }).toString()}`);
    const { status, error, data } = (await response.json()) as QueryAnswer;
    if (status !== 'success') throw new Error(`${query}: ${error}`);
    return data.result.map(({ metric, value }) => ({
      metric,
      value: Number(value[1]),
    }));
  }

  /** The value of a query that has one element; 0 where it has none. */
  async value(query: string, time?: number): Promise<number> {
    const [first, ...others] = await this.query(query, time);
    if (others.length > 0) throw new Error(`${query}: ${others.length + 1} elements`);
    return first?.value ?? 0;
  }

  /** The values of a query by one label. */
  async by(label: string, query: string, time?: number): Promise<Record<string, number>> {
    const elements = await this.query(query, time);
    return Object.fromEntries(elements.map(({ metric, value }) => [metric[label] ?? '', value]));
  }

  async close(): Promise<void> {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Starts Prometheus with the demo's own configuration, aimed at `target` (host:port), on a temporary folder. */
export async function startPrometheus(target: string): Promise<PrometheusProcess> {
  const config = await readFile(CONFIG, 'utf8');
  if (!config.includes(TARGET)) throw new Error(`${CONFIG} does not scrape ${TARGET}`);
  const folder = await mkdtemp(join(tmpdir(), 'understudy-prometheus-'));
  await writeFile(
    join(folder, 'prometheus.yml'),
    config.replace(TARGET, target).replaceAll(/_interval: \d+s/g, '_interval: 1s'),
  );
  const prometheus = new PrometheusProcess(folder, await unusedPort());
  await prometheus.ready();
  return prometheus;
}
