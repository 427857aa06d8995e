import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unusedPort } from '../sim/unusedPort.ts';
import type { Labels } from './samples.ts';
import { WebDaemon } from './webDaemon.ts';

/** The configuration that the README starts Prometheus with. */
const CONFIG = join(import.meta.dirname, '../../provisioning/prometheus/demo.yml');
const TARGET = '127.0.0.1:4101';

/** One element of an instant vector. */
export interface VectorElement {
  readonly metric: Labels;
  readonly value: number;
}

/** One element of a matrix: seconds since the epoch, and the value. */
export interface MatrixElement {
  readonly metric: Labels;
  readonly values: readonly (readonly [at: number, value: number])[];
}

type Point = readonly [at: number, value: string];

interface QueryAnswer {
  readonly resultType: string;
  readonly result: readonly { readonly metric: Labels; readonly value?: Point; readonly values?: readonly Point[] }[];
}

interface Answer<T> {
  readonly status: 'success' | 'error';
  readonly error?: string;
  readonly data: T;
}

/** A real Prometheus, with a `prometheus.yml` that stands in its folder. */
export class PrometheusProcess {
  readonly url: string;
  readonly #daemon: WebDaemon;

  constructor(folder: string, port: number) {
    const args = [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ];
    this.#daemon = new WebDaemon({ command: 'prometheus', args, port, folder });
    this.url = this.#daemon.url;
  }

  ready(): Promise<void> {
    return this.#daemon.ready();
  }

  /** `data` of one of its operations, such as `rules`; rejects with what Prometheus says of an error. */
  async get<T>(operation: string, parameters: Readonly<Record<string, string>> = {}): Promise<T> {
    const search = new URLSearchParams(parameters).toString();
    const response = await fetch(`${this.url}/api/v1/${operation}?${search}`);
    const { status, error, data } = (await response.json()) as Answer<T>;
    if (status !== 'success') throw new Error(`${parameters.query ?? operation}: ${error}`);
    return data;
  }

  /**
   * An instant query.
   * @param time seconds since the epoch; default: now
   */
  async query(query: string, time?: number): Promise<VectorElement[]> {
    const at = time === undefined ? {} : { time: time.toFixed(3) };
    const { result } = await this.get<QueryAnswer>('query', { query, ...at });
    return result.map(({ metric, value }) => ({ metric, value: Number(value?.[1]) }));
  }

  /** The samples of a range selector, such as `up[5m]`, as they are stored. */
  async samples(selector: string): Promise<MatrixElement[]> {
    return this.#matrix('query', { query: selector });
  }

  /** A range query; times and step in seconds. */
  async range(query: string, start: number, end: number, step: number): Promise<MatrixElement[]> {
    const window = { start: start.toFixed(3), end: end.toFixed(3), step: step.toFixed(3) };
    return this.#matrix('query_range', { query, ...window });
  }

  async #matrix(operation: string, parameters: Readonly<Record<string, string>>): Promise<MatrixElement[]> {
    const { resultType, result } = await this.get<QueryAnswer>(operation, parameters);
    if (resultType !== 'matrix') throw new Error(`${parameters.query}: ${resultType}`);
    return result.map(({ metric, values = [] }) => ({
      metric,
      values: values.map(([at, text]) => [at, Number(text)]),
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

  close(): Promise<void> {
    return this.#daemon.close();
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
