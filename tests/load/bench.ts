import type { BenchOptions } from './benchOptions.ts';
import { BODY_BYTES, requestOf } from './chatAnswers.ts';
import { failureCount } from './loadOrder.ts';
import type { Expected, LoadOrder, LoadResult, RequestKind } from './loadOrder.ts';
import type { BenchProcess } from './processes/benchProcess.ts';
import type { Fleet } from './processes/fleet.ts';
import type { Progress } from './report/progress.ts';

/** Who is asked: the upstream itself, the pass-through before it, or the agent. */
export type Target = 'direct' | 'bare' | 'agent';

/** Particulars of a request. */
export interface RequestOptions {
  readonly bytes?: number;
  readonly stream?: boolean;
  readonly expect?: Expected;
}

/** An order of one kind of request, all of which have to end as expected. */
export type CleanOrder = Omit<LoadOrder, 'kinds'> & { readonly kind: RequestKind };

/** The load with what the process used for it. */
export interface Metered {
  readonly result: LoadResult;
  /** Processor time of the process, all its threads, for each request. */
  readonly cpuUsPerRequest: number;
}

/** What the measures work with. */
export class Bench {
  readonly fleet: Fleet;
  readonly options: BenchOptions;
  readonly progress: Progress;

  constructor(fleet: Fleet, options: BenchOptions, progress: Progress) {
    this.fleet = fleet;
    this.options = options;
    this.progress = progress;
  }

  /** How many requests a cell has: a fifth in quick mode. */
  count(full: number): number {
    return this.options.quick ? Math.ceil(full / 5) : full;
  }

  /** A chat request. The agent finds mode and chain by the model's name, the others by the path. */
  request(target: Target, model: string, options: RequestOptions = {}): RequestKind {
    const { bytes = BODY_BYTES.small, stream = false, expect = 'answer' } = options;
    const body = requestOf(bytes, model, stream);
    if (target === 'agent') return { port: this.fleet.ports.agent, path: '/v1/chat/completions', body, expect };
    const port = expect === 'refused' ? this.fleet.refusedPort : this.fleet.ports[target];
    return { port, path: `/${model}/v1/chat/completions`, body, expect };
  }

  /**
   * Runs an order.
   *
   * @throws Error when a request did not end as expected: its time would say nothing
   */
  async run({ kind, ...order }: CleanOrder): Promise<LoadResult> {
    const result = await this.fleet.generator.load({ ...order, kinds: [kind] });
    const failed = failureCount(result);
    if (failed > 0) {
      throw new Error(`${failed} of ${result.latencies.length} requests failed: ${JSON.stringify(result.failures)}`);
    }
    return result;
  }

  /** Runs an order and meters the process that serves it. */
  async meter(served: BenchProcess, order: CleanOrder): Promise<Metered> {
    const before = await served.usage();
    const result = await this.run(order);
    const after = await served.usage();
    return { result, cpuUsPerRequest: (after.cpuUs - before.cpuUs) / result.latencies.length };
  }

  /**
   * Measures cells in interleaved rounds: A B C A B C …
   *
   * @param what what the progress line says
   * @returns the values of each cell, one for each round
   */
  async interleave<Name extends string, Value>(
    what: string,
    cells: Readonly<Record<Name, () => Promise<Value>>>,
  ): Promise<Record<Name, Value[]>> {
    const { rounds } = this.options;
    const names = Object.keys(cells) as Name[];
    const values = Object.fromEntries(names.map((name): [Name, Value[]] => [name, []])) as Record<Name, Value[]>;
    for (let round = 1; round <= rounds; round++) {
      for (const name of names) {
        this.progress.show(`${what}: ${name}, round ${round} of ${rounds}`);
        values[name].push(await cells[name]());
      }
    }
    return values;
  }
}
