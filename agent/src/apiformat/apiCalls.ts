import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKind, Cancel, Engine, RejectionReason, RunResult } from '../engine/index.ts';
import { ApiRequest, parseJsonBody, type TraitsReader } from './apiRequest.ts';
import type { ClientHeaders } from './clientHeaders.ts';
import { errorBody, statusOf, type ApiError } from './errorBody.ts';
import type { ReadyResponse } from './failureResponse.ts';
import { modelBody, modelListBody, type ListedModel } from './models.ts';
import { rejectedRecord } from './rejection.ts';
import { DATA_PATHS, type DataRoute } from './routes.ts';

export interface ApiCallsOptions {
  readonly engine: Engine;
  readonly readTraits: TraitsReader;
  /** Enabled models of the configuration in force. */
  readonly models: () => readonly ListedModel[];
}

/** A request that has just come in. */
export interface Arrival {
  readonly id: string;
  /** Milliseconds of `performance.now()`. */
  readonly startedAt: number;
  /** As the client sent them; they say which trace a refused request belongs to. */
  readonly headers: IncomingHttpHeaders;
}

/** A call of an API with its body, ready for the engine. */
export interface ApiCall {
  readonly arrival: Arrival;
  readonly api: ApiKind;
  readonly raw: Buffer;
  readonly said: ClientHeaders;
  /** Id of the client that asks. */
  readonly client: string;
  readonly cancel: Cancel;
}

/** A call that never came to the engine; it is counted already. */
export interface Refused {
  readonly kind: 'refused';
  readonly ready: ReadyResponse;
  readonly error: ApiError;
}

const JSON_TYPE = 'application/json; charset=utf-8';

function unknownModel(id: string): ApiError {
  const message = `the model "${id.slice(0, 100)}" is not configured; GET /v1/models lists those that are`;
  return { code: 'model_not_found', param: 'model', message };
}

function unknownFallback(id: string): ApiError {
  const message = `header x-understudy-fallbacks names "${id.slice(0, 100)}", which is not configured; GET /v1/models lists those that are`;
  return { code: 'invalid_request', param: 'x-understudy-fallbacks', message };
}

/** What the data plane and the library make of requests alike, however they came in and whoever carries the answer. */
export class ApiCalls {
  readonly #options: ApiCallsOptions;

  constructor(options: ApiCallsOptions) {
    this.#options = options;
  }

  /** Gives a request its id. `headers`: as the client sent them. */
  arrive(headers: IncomingHttpHeaders = {}): Arrival {
    return { id: `req_${randomUUID()}`, startedAt: performance.now(), headers };
  }

  /** Walks a call through its chain. Whoever asked delivers the result and settles it. */
  async run(call: ApiCall): Promise<RunResult | Refused> {
    const { arrival, api, raw, said } = call;
    const parsed = parseJsonBody(raw);
    if ('error' in parsed) return this.refuse(arrival, api, parsed.error, 'bad_request');
    const { model, json } = parsed;
    const parts = { id: arrival.id, api, raw, json, model, client: call.client, cancel: call.cancel };
    const result = await this.#options.engine.run(new ApiRequest(parts, said, this.#options.readTraits));
    if (result.kind !== 'unknown_model') return result;
    const error = result.model === model ? unknownModel(model) : unknownFallback(result.model);
    return this.refuse(arrival, api, error, 'bad_request', model);
  }

  /** Refuses a call before the engine saw it, and counts it. */
  refuse(arrival: Arrival, api: ApiKind, error: ApiError, rejection: RejectionReason, model = ''): Refused {
    const durationMs = performance.now() - arrival.startedAt;
    const { engine } = this.#options;
    const traced = { id: arrival.id, api, model, stream: false, headers: traceHeaders(arrival.headers) };
    engine.emit({
      type: 'request-ended',
      record: rejectedRecord({
        id: arrival.id,
        api,
        model,
        client: 'anonymous',
        arrivedAt: Date.now() - Math.round(durationMs),
        durationMs,
        status: statusOf(error),
        rejection,
        error: error.message,
        trace: engine.traceOf(traced),
      }),
    });
    return { kind: 'refused', ready: errorResponse(arrival, api, error), error };
  }

  /** Answers what is no call of an API: the list of models, or that there is nothing. */
  answerRoute(
    arrival: Arrival,
    route: Exclude<DataRoute, { kind: 'call' }>,
    headers: IncomingHttpHeaders,
  ): ReadyResponse {
    switch (route.kind) {
      case 'models':
        return json(modelListBody(this.#options.models(), headers));
      case 'model': {
        const model = this.#options.models().find((candidate) => candidate.id === route.id);
        if (model !== undefined) return json(modelBody(model, headers));
        const api = headers['anthropic-version'] === undefined ? 'chat' : 'messages';
        return errorResponse(arrival, api, unknownModel(route.id));
      }
      case 'wrong_method': {
        const error: ApiError = { code: 'method_not_allowed', message: `use ${route.allow} for this path` };
        return errorResponse(arrival, route.api, error, { allow: route.allow });
      }
      case 'unknown': {
        const message = `there is nothing at ${route.path.slice(0, 200)}; the agent serves ${DATA_PATHS.join(', ')}`;
        return errorResponse(arrival, 'chat', { code: 'not_found', message });
      }
    }
  }
}

/** The headers that say where a request belongs; a header that came twice says nothing. */
function traceHeaders({ traceparent, tracestate }: IncomingHttpHeaders): Record<string, string> {
  if (typeof traceparent !== 'string') return {};
  return typeof tracestate === 'string' ? { traceparent, tracestate } : { traceparent };
}

function json(body: Record<string, unknown>): ReadyResponse {
  return { status: 200, headers: { 'content-type': JSON_TYPE }, body: Buffer.from(JSON.stringify(body)) };
}

/** An error of ours as a response in the shape of the API that was called. */
export function errorResponse(
  { id }: Pick<Arrival, 'id'>,
  api: ApiKind,
  error: ApiError,
  extra: Readonly<Record<string, string>> = {},
): ReadyResponse {
  return {
    status: statusOf(error),
    headers: { 'content-type': JSON_TYPE, ...extra, 'x-understudy-request-id': id },
    body: Buffer.from(JSON.stringify(errorBody(api, error, id))),
  };
}
