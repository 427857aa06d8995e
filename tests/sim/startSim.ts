import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Behaviour } from './behaviour.ts';
import type { Call } from './call.ts';
import { CallHandler } from './callHandler.ts';
import { ControlApi } from './controlApi.ts';
import { FastAnswers } from './fastAnswers.ts';
import { readAll } from './readAll.ts';
import { Recorder } from './recorder.ts';
import { routeOf } from './route.ts';
import { ScriptBook } from './scriptBook.ts';
import type { FailureRule, ScriptOptions } from './scriptBook.ts';
import type { SimOptions } from './simOptions.ts';
import { WebhookBook } from './webhookBook.ts';

const KEEP_ALIVE_MS = 60_000;

function sendNoSuchPath(req: IncomingMessage, res: ServerResponse): void {
  const message = `Invalid URL (${req.method} ${req.url})`;
  res.writeHead(404, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null } }));
}

/** A simulated provider: one HTTP server that speaks every dialect, by path, and fails as told. */
export class Sim {
  /** What Alertmanager has delivered here; needs `control`. */
  readonly webhook: WebhookBook;
  readonly #server: Server;
  readonly #options: SimOptions;
  readonly #book = new ScriptBook();
  readonly #recorder: Recorder;
  readonly #handler: CallHandler;
  readonly #fast: FastAnswers | undefined;
  readonly #control: ControlApi | undefined;
  readonly #connectionIds = new WeakMap<Socket, number>();
  #refusing = false;
  #port = 0;
  #connections = 0;
  #inFlight = 0;
  #callCount = 0;

  constructor(options: SimOptions) {
    this.#options = options;
    this.webhook = new WebhookBook(options.onAlert);
    this.#recorder = new Recorder(options.record ?? true);
    this.#handler = new CallHandler({
      book: this.#book,
      recorder: this.#recorder,
      models: () => options.models,
      apiKeys: options.apiKeys,
    });
    this.#fast = (options.fast ?? options.record === false) ? new FastAnswers() : undefined;
    this.#control = options.control === true ? new ControlApi(this) : undefined;
    this.#applyOptions();
    this.#server = createServer((req, res) => this.#receive(req, res));
    this.#server.keepAliveTimeout = options.keepAliveTimeoutMs ?? KEEP_ALIVE_MS;
    // Slow uploads are the client's business here.
    this.#server.requestTimeout = 0;
    this.#server.on('connection', (socket: Socket) => {
      this.#connectionIds.set(socket, ++this.#connections);
      socket.setNoDelay(true);
    });
  }

  #applyOptions(): void {
    const { failureRate, failures, seed } = this.#options;
    this.#book.setDefault(this.#options.default ?? { kind: 'ok' });
    for (const [model, { behaviours, ...options }] of Object.entries(this.#options.scripts ?? {})) {
      this.#book.setScript(model, behaviours, options);
    }
    if (failureRate === undefined) return;
    this.#book.setFailures({
      rate: failureRate,
      ...(failures ? { failures } : {}),
      ...(seed === undefined ? {} : { seed }),
    });
  }

  #receive(req: IncomingMessage, res: ServerResponse): void {
    if (this.#refusing) {
      req.socket.destroy();
      return;
    }
    if (this.#control?.handles(req)) {
      this.#control.answer(req, res).catch((error: unknown) => res.destroy(error as Error));
      return;
    }
    this.#inFlight++;
    this.#callCount++;
    res.once('close', () => this.#inFlight--);
    this.#serve(req, res, this.#callCount).catch((error: unknown) => {
      // The caller left, or the sim was closed: there is nobody to answer.
      if (res.destroyed || req.socket.destroyed) return;
      if (res.headersSent) {
        res.destroy();
        return;
      }
      res.writeHead(500, { 'x-sim-failed': 'true' });
      res.end(`The sim failed: ${String(error)}`);
    });
  }

  async #serve(req: IncomingMessage, res: ServerResponse, id: number): Promise<void> {
    const latency = this.#fast && this.#book.plainLatency();
    const isFast = req.url === '/v1/chat/completions' && !('x-sim-behaviour' in req.headers);
    if (this.#fast && latency !== undefined && isFast) {
      const body = await readAll(req);
      if (latency > 0) setTimeout(() => this.#fast?.answer(body, res), latency);
      else this.#fast.answer(body, res);
      return;
    }
    const abort = new AbortController();
    res.once('close', () => abort.abort());
    const rawBody = await readAll(req);
    const route = routeOf(req.method ?? '', req.url ?? '/', req.headers);
    if (route === undefined) {
      sendNoSuchPath(req, res);
      return;
    }
    const connection = this.#connectionIds.get(req.socket) ?? 0;
    await this.#handler.handle({ req, res, route, rawBody, id, connection, signal: abort.signal });
  }

  /** Listens; on the port it had before, if it had one. */
  async listen(): Promise<void> {
    this.#server.listen(this.#port || (this.#options.port ?? 0), this.#options.host ?? '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#refusing = false;
  }

  get port(): number {
    return this.#port;
  }

  /** Without a path: `http://127.0.0.1:PORT`. */
  get url(): string {
    return `http://${this.#options.host ?? '127.0.0.1'}:${this.#port}`;
  }

  /** The recorded calls in order of arrival. */
  get calls(): readonly Call[] {
    return this.#recorder.calls;
  }

  /** Calls received since the start or the last reset, recorded or not. */
  get callCount(): number {
    return this.#callCount;
  }

  /** Calls being answered at this moment. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Connections opened since the start or the last reset. */
  get connections(): number {
    return this.#connections;
  }

  /** Sets what the next calls of a model get, in order. Replaces the model's script. */
  script(model: string, behaviours: readonly Behaviour[], options: ScriptOptions = {}): void {
    this.#book.setScript(model, behaviours, options);
  }

  /** Sets what calls without a script get. */
  setDefault(behaviour: Behaviour): void {
    this.#book.setDefault(behaviour);
  }

  /** Lets a share of the unscripted calls fail; undefined: none. */
  setFailures(rule: FailureRule | undefined): void {
    this.#book.setFailures(rule);
  }

  /** The recorded calls of a model. */
  callsOf(model: string): Call[] {
    return this.#recorder.calls.filter((call) => call.model === model);
  }

  /** The first call that satisfies the predicate, now or within the time (default 2 s); looked at on arrival and at its end. */
  waitFor(predicate: (call: Call) => boolean, timeoutMs?: number): Promise<Call> {
    return this.#recorder.waitFor(predicate, timeoutMs);
  }

  /** Forgets calls, counters, scripts and failures, and goes back to the behaviour it started with. */
  reset(): void {
    this.#recorder.clear();
    this.webhook.clear();
    this.#book.clear();
    this.#callCount = 0;
    this.#connections = 0;
    this.#applyOptions();
  }

  /** `true`: connections are refused until `false` opens the same port again. Calls in flight go on. */
  async refuse(refused: boolean): Promise<void> {
    if (refused === this.#refusing) return;
    if (!refused) return this.listen();
    this.#refusing = true;
    this.#server.close();
    this.#server.closeIdleConnections();
  }

  /** Closes the listener and every connection. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

/** Starts a simulated provider on an ephemeral port of 127.0.0.1, unless told otherwise. */
export async function startSim(options: SimOptions = {}): Promise<Sim> {
  const sim = new Sim(options);
  await sim.listen();
  return sim;
}
