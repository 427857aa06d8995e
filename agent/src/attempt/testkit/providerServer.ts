import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it arrived. */
export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Respond = (response: ServerResponse, call: SeenCall) => void | Promise<void>;

/** A provider on 127.0.0.1 that answers as a test says. */
export class ProviderServer {
  readonly calls: SeenCall[] = [];
  readonly #server: Server;
  #waiters: (() => void)[] = [];
  #respond: Respond = (response) => void response.writeHead(500).end();

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const call = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
        this.calls.push(call);
        for (const wake of this.#waiters.splice(0)) wake();
        void this.#respond(response, call);
      });
    });
  }

  static async start(): Promise<ProviderServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ProviderServer(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  respond(respond: Respond): void {
    this.#respond = respond;
  }

  /** Resolves when the next call has arrived. */
  arrival(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Connections that are open now. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.getConnections((error, count) => {
        if (error === null) resolve(count);
        else reject(error);
      });
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
