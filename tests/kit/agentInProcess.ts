import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConfigDocument } from '@understudy/contract';
import { Core } from '../../agent/src/core/index.ts';
import { readTraits } from '../../agent/src/dialects/index.ts';
import type { Clock } from '../../agent/src/engine/index.ts';
import { DataPlane } from '../../agent/src/proxy/index.ts';
import { createSecretResolver, documentHash } from '../../agent/src/store/index.ts';
import { EngineBook } from './engineBook.ts';
import { Samples } from './samples.ts';

/** How the agent of a test is started. */
export interface InProcessOptions {
  readonly document: ConfigDocument;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Default 32 MiB. */
  readonly maxBodyBytes?: number;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

/** The heart of the agent inside the test's process: engine, data plane and `/metrics`; no files, signals or control API. */
export class AgentInProcess {
  readonly book = new EngineBook();
  /** Mistakes of the agent itself; a test that leaves one here fails when it closes the agent. */
  readonly bugs: unknown[] = [];
  readonly core: Core;
  readonly #plane: DataPlane;
  readonly #metrics: Server;
  #revision = 1;

  constructor(options: InProcessOptions) {
    const { document, clock } = options;
    this.core = new Core({
      config: { document, revision: 1, hash: documentHash(document) },
      resolve: createSecretResolver({ env: process.env }),
      group: 'default',
      version: '0.0.0-test',
      revision: 'none',
      nodeMetrics: false,
      ...(clock === undefined ? {} : { clock }),
    });
    this.core.engine.listen(this.book.listen);
    this.#plane = new DataPlane({
      engine: this.core.engine,
      readTraits,
      clients: () => this.core.clients,
      models: () => this.core.models,
      maxBodyBytes: options.maxBodyBytes ?? 32 * 1024 * 1024,
      headersTimeoutMs: 10_000,
      requestTimeoutMs: 60_000,
      allowAnonymous: false,
      onBug: (error) => void this.bugs.push(error),
    });
    this.#metrics = createServer((_request, response) => {
      this.core.metrics.text().then(
        (text) => response.writeHead(200, { 'content-type': this.core.metrics.contentType }).end(text),
        (error: unknown) => void this.bugs.push(error),
      );
    });
  }

  async listen(): Promise<void> {
    await Promise.all([listen(this.#plane.server), listen(this.#metrics)]);
  }

  get url(): string {
    return `http://127.0.0.1:${portOf(this.#plane.server)}`;
  }

  /** host:port of what answers every path with the metrics. */
  get metricsAddress(): string {
    return `127.0.0.1:${portOf(this.#metrics)}`;
  }

  /** Puts another document in force, as a reload does. */
  apply(document: ConfigDocument): void {
    this.#revision += 1;
    this.core.apply({ document, revision: this.#revision, hash: documentHash(document) });
  }

  /** The metrics. One exposition is served for a second: read it when the story is over. */
  async samples(): Promise<Samples> {
    const response = await fetch(`http://${this.metricsAddress}/metrics`);
    return new Samples(await response.text());
  }

  async close(): Promise<void> {
    for (const server of [this.#plane.server, this.#metrics]) {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
    await this.core.close();
    if (this.bugs.length > 0) throw new AggregateError(this.bugs, 'the agent failed by its own mistake');
  }
}

/** Starts the agent inside the test's process. */
export async function startAgentInProcess(options: InProcessOptions): Promise<AgentInProcess> {
  const agent = new AgentInProcess(options);
  await agent.listen();
  return agent;
}
