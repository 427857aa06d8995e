import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Stands between a client and a server on 127.0.0.1: cuts the connection where an answer should get lost, or plays dead. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #cutAfter: string | null = null;
  #closesThen = false;
  /** Connections that were cut. */
  cuts = 0;
  /** Connections that were made. */
  connections = 0;
  readonly #swallowed = new Set<Socket>();

  constructor(target: number) {
    this.#server = createServer((client) => this.#join(client, connect(target, '127.0.0.1')));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async listen(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  /**
   * The next request that holds `text` reaches the server; its answer does not reach the client, nor does anything after it.
   * @param closesThen whether no further connection is taken either
   */
  cutAnswerTo(text: string, closesThen = false): void {
    this.#cutAfter = text;
    this.#closesThen = closesThen;
  }

  /** What comes over the connections of now goes nowhere from now on; they stay open. */
  swallow(): void {
    for (const socket of this.#sockets) this.#swallowed.add(socket);
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #join(client: Socket, server: Socket): void {
    let isLost = false;
    this.connections += 1;
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined); // what matters is that it closes
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (data: Buffer) => {
      if (this.#swallowed.has(client)) return;
      if (this.#cutAfter !== null && data.includes(this.#cutAfter)) {
        this.#cutAfter = null;
        isLost = true;
      }
      server.write(data);
    });
    server.on('data', (data: Buffer) => {
      if (isLost) {
        this.cuts += 1;
        client.destroy();
        if (this.#closesThen) this.close();
      } else {
        client.write(data);
      }
    });
  }
}
