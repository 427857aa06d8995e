import type { Response } from 'express';

/** Proxies close what is silent for half a minute or more. */
const KEEP_ALIVE_MS = 10_000;

/** What is streamed here has effects: a client that reconnects by itself must not begin it anew. A day. */
const RETRY_MS = 86_400_000;

/** A response as server-sent events: numbered, flushed one by one, kept alive by comments while nothing happens. */
export class EventStream {
  readonly #response: Response;
  readonly #keepAlive: NodeJS.Timeout;
  #id = 0;

  /** @param keepAliveMs silence after which a comment is sent */
  constructor(response: Response, keepAliveMs = KEEP_ALIVE_MS) {
    this.#response = response;
    response.status(200);
    response.setHeader('content-type', 'text/event-stream; charset=utf-8');
    response.setHeader('cache-control', 'no-store, no-transform');
    // nginx, and what copies it, would keep events back until its buffer is full.
    response.setHeader('x-accel-buffering', 'no');
    response.flushHeaders();
    // Also the first bytes, which tell proxies and clients at once that it is under way.
    this.#write(`retry: ${RETRY_MS}\n\n`);
    this.#keepAlive = setInterval(() => this.#write(': keep-alive\n\n'), keepAliveMs);
    response.once('close', () => clearInterval(this.#keepAlive));
  }

  /** Sends one event; nothing where the client is gone. */
  send(name: string, data: unknown): void {
    this.#keepAlive.refresh();
    this.#write(`id: ${++this.#id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    clearInterval(this.#keepAlive);
    if (!this.#response.destroyed) this.#response.end();
  }

  #write(text: string): void {
    if (!this.#response.destroyed && !this.#response.writableEnded) this.#response.write(text);
  }
}
