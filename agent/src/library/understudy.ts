import type { Finding } from '@understudy/contract';
import { METRIC_FAMILIES, metricName } from '@understudy/contract';
import type { Registry } from 'prom-client';
import { ApiCalls, presentedKey } from '../apiformat/index.ts';
import { Core } from '../core/index.ts';
import { readTraits } from '../dialects/index.ts';
import type { ApiKind } from '../engine/index.ts';
import {
  ConfigurationError,
  createSecretResolver,
  documentHash,
  parseMasterKey,
  type MasterKey,
} from '../store/index.ts';
import { createRequestLog } from '../telemetry/index.ts';
import type { ApiResponses, RequestBody } from './apiShapes.ts';
import { headersOf, type CallOptions } from './callOptions.ts';
import { accountsOf, servedBy, type CallResult, type StreamResult } from './callResult.ts';
import { createMiddleware, type Middleware, type MiddlewareOptions } from './expressMiddleware.ts';
import { createLocalFetch } from './localFetch.ts';
import { LocalCalls, type LocalReply } from './localCalls.ts';
import { openLog, guarded, type LibraryLog } from './libraryLog.ts';
import { packageVersion } from './packageVersion.ts';
import { readConfig, type ConfigInput } from './readConfig.ts';
import { statusOf, type Status } from './status.ts';
import type { UnderstudyOptions } from './understudyOptions.ts';

/** The engine inside an application: the same chains, metrics and log as the agent, without a hop. */
export class Understudy {
  /**
   * A drop-in `fetch` for the official OpenAI and Anthropic clients and the Vercel AI SDK: `new OpenAI({ fetch })`. Any URL
   * whose path ends in one of the data plane's is answered inside this process; others get a 404 that says so.
   */
  readonly fetch: typeof globalThis.fetch;
  /** The registry that holds the metrics. */
  readonly registry: Registry;
  readonly #core: Core;
  readonly #calls: ApiCalls;
  readonly #local: LocalCalls;
  readonly #log: LibraryLog;
  readonly #masterKey: MasterKey | undefined;
  readonly #sharesRegistry: boolean;
  #revision = 1;
  #closing: Promise<void> | null = null;

  /** Use `createUnderstudy`. */
  constructor(config: string | ConfigInput, options: UnderstudyOptions) {
    const env = options.env ?? process.env;
    const masterKey = options.masterKey ?? env['UNDERSTUDY_MASTER_KEY'];
    this.#masterKey = masterKey === undefined ? undefined : parseMasterKey(masterKey);
    const { document, warnings } = readConfig(config, this.#masterKey);
    this.#log = openLog(options.logger);
    this.#sharesRegistry = options.registry !== undefined;
    this.#core = new Core({
      config: { document, revision: 1, hash: documentHash(document) },
      resolve: createSecretResolver({ env, masterKey: this.#masterKey }),
      group: options.group ?? 'default',
      version: packageVersion(),
      revision: 'library',
      nodeMetrics: false,
      tracing: options.tracing ?? null,
      ...(options.registry === undefined ? {} : { registry: options.registry }),
    });
    const { engine, metrics } = this.#core;
    this.registry = metrics.registry;
    engine.listen(guarded('the logger', createRequestLog(this.#log.logger)));
    if (options.onEvent !== undefined) engine.listen(guarded('onEvent', options.onEvent));
    this.#calls = new ApiCalls({ engine, readTraits, models: () => this.#core.models });
    this.#local = new LocalCalls(this.#calls, (error) => this.#bug(error));
    this.fetch = createLocalFetch({
      calls: this.#calls,
      local: this.#local,
      client: (headers) => {
        const key = presentedKey(headers);
        const known = key === null ? null : this.#core.clients.identify(key);
        return (said) => known ?? said.client ?? 'anonymous';
      },
    });
    this.#tell(warnings);
  }

  /**
   * Asks for a model and answers with the first of its chain that works.
   * @param model id of the requested model
   * @param request the API's request body without `model`; for `stream: true` use `streamWithFallback`
   * @throws UnderstudyError where no model answered: the last one's error, with every attempt
   * @throws the signal's reason where that aborted the call
   */
  async callWithFallback<Api extends ApiKind = 'chat', Response = ApiResponses[Api]>(
    model: string,
    request: RequestBody,
    options: CallOptions<Api> = {},
  ): Promise<CallResult<Response>> {
    if (request['stream'] === true) {
      throw new TypeError('stream: true is not for callWithFallback; use streamWithFallback');
    }
    const reply = await this.#run(model, request, options);
    if (reply.kind === 'none') throw reply.error;
    if (reply.kind === 'stream') throw new Error('a request that asked for no stream was streamed');
    const response = JSON.parse(reply.ready.body.toString('utf8')) as Response;
    return { response, ...servedBy(reply.meta), ...accountsOf(await reply.record) };
  }

  /**
   * The same for a streamed answer. Resolves when the answer has begun, which is when a model is settled on.
   * @throws UnderstudyError where no model began to answer
   * @throws the signal's reason where that aborted the call before; afterwards the stream fails with it
   */
  async streamWithFallback(model: string, request: RequestBody, options: CallOptions = {}): Promise<StreamResult> {
    if (options.api === 'embeddings') throw new TypeError('the embeddings API does not stream; use callWithFallback');
    const reply = await this.#run(model, { ...request, stream: true }, options);
    if (reply.kind === 'none') throw reply.error;
    if (reply.kind === 'whole') throw new Error('a request that asked for a stream got a whole answer');
    const { body, ended, record, meta } = reply;
    const outcome = Promise.all([ended, record]).then(([end, books]) => ({
      end: end.kind,
      message: end.kind === 'interrupted' ? end.message : '',
      ...accountsOf(books),
    }));
    // Whoever does not ask how it ended must not be ended by it; the log has it.
    outcome.catch(() => undefined);
    return { stream: body, outcome, ...servedBy(meta) };
  }

  /** A middleware that serves `/v1/*` in an Express application, before or after `express.json()`. */
  expressMiddleware(options: MiddlewareOptions = {}): Middleware {
    const parts = {
      calls: this.#calls,
      clients: () => this.#core.clients,
      onBug: (error: unknown) => this.#bug(error),
    };
    return createMiddleware(parts, options);
  }

  /** The metrics of the registry in Prometheus' text format; serve it with `registry.contentType`. */
  metrics(): Promise<string> {
    return this.#core.metrics.text();
  }

  /** Which model each chain answers with now, and the breakers. */
  status(): Status {
    return statusOf(this.#core);
  }

  /**
   * Puts another configuration in force. Requests under way end on the one they began with.
   * @returns what is risky about it
   * @throws ConfigurationError with every finding; the one before stays in force
   */
  apply(config: string | ConfigInput): readonly Finding[] {
    try {
      const { document, warnings } = readConfig(config, this.#masterKey);
      this.#revision += 1;
      this.#core.apply({ document, revision: this.#revision, hash: documentHash(document) });
      this.#tell(warnings);
      return warnings;
    } catch (error) {
      if (error instanceof ConfigurationError) this.#core.metrics.configurationRefused();
      throw error;
    }
  }

  /** Waits for requests under way, then ends connections and background work. Later calls fail. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#local.close();
    await this.#core.close();
    // So that the application may use its registry for another instance.
    if (this.#sharesRegistry) {
      for (const family of METRIC_FAMILIES) this.registry.removeSingleMetric(metricName(family));
    }
    this.#log.flush();
  }

  #run(model: string, request: object, options: CallOptions): Promise<LocalReply> {
    const raw = Buffer.from(JSON.stringify({ ...request, model }));
    const { api = 'chat', signal = null } = options;
    const client = (said: { client: string | null }): string => said.client ?? 'anonymous';
    return this.#local.run({ api, raw, headers: headersOf(options), signal, client });
  }

  #tell(warnings: readonly Finding[]): void {
    const { logger } = this.#log;
    for (const { path, message } of warnings) logger.warn({ event: 'configuration', path }, message);
    for (const problem of this.#core.problems) logger.warn({ event: 'configuration' }, problem);
  }

  #bug(error: unknown): void {
    this.#log.logger.error({ err: error }, 'a request failed by a mistake of Understudy');
  }
}

/**
 * Creates the engine from the path of a YAML or JSON file (`understudy.yaml`) or from the document as an object.
 * @throws ConfigurationError with every finding
 */
export function createUnderstudy(config: string | ConfigInput, options: UnderstudyOptions = {}): Understudy {
  return new Understudy(config, options);
}
