import type { IncomingMessage, ServerResponse } from 'node:http';
import { blankAsk, isBadAsk } from './ask.ts';
import type { Ask } from './ask.ts';
import type { Behaviour } from './behaviour.ts';
import type { Call, Route } from './call.ts';
import { credentialFault } from './credentials.ts';
import { endpointFor } from './dialects/endpoints.ts';
import type { Endpoint } from './dialects/endpoint.ts';
import { modelEntry, modelList } from './dialects/modelList.ts';
import type { ProviderError } from './errors/providerError.ts';
import { renderBadAsk, renderError } from './errors/renderError.ts';
import { isJson } from './json.ts';
import type { Json } from './json.ts';
import { playBehaviour } from './play/playBehaviour.ts';
import { sendError } from './play/playError.ts';
import type { Recorder } from './recorder.ts';
import type { ScriptBook } from './scriptBook.ts';

/** The model name under which calls for a list of models are recorded and scripted. */
export const MODEL_LIST = '*';

const OK: Behaviour = { kind: 'ok' };

/** What handling a call needs to know. */
export interface CallHandlerOptions {
  book: ScriptBook;
  recorder: Recorder;
  models: () => readonly string[] | undefined;
  apiKeys: readonly string[] | undefined;
}

/** A request that has come in whole. */
export interface Incoming {
  req: IncomingMessage;
  res: ServerResponse;
  route: Route;
  rawBody: Buffer;
  id: number;
  connection: number;
  signal: AbortSignal;
}

function parseBody(rawBody: Buffer): Json | undefined {
  if (rawBody.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(rawBody.toString('utf8'));
    return isJson(parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function plainHeaders(req: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]));
}

function callOf(incoming: Incoming, ask: Ask, body: Json | undefined, behaviour: Behaviour): Call {
  const { req, route, rawBody, id, connection } = incoming;
  return {
    id,
    at: Date.now(),
    method: req.method ?? '',
    path: route.path,
    query: Object.fromEntries(route.query),
    dialect: route.dialect,
    endpoint: route.endpoint,
    model: ask.model,
    stream: ask.stream,
    headers: plainHeaders(req),
    body,
    rawBody,
    behaviour,
    outcome: 'pending',
    bytesSent: 0,
    connection,
  };
}

type Verdict = { ask: Ask; endpoint: Endpoint } | { refused: ProviderError; ask: Ask };

/** An endpoint that only carries errors and lists. */
const BARE: Endpoint = {
  read: (_body, route) => blankAsk(route.dialect, route.endpoint, ''),
  json: () => ({}),
  keepAlive: '',
};

/** Reads requests of all dialects and plays their behaviours. */
export class CallHandler {
  readonly #options: CallHandlerOptions;

  constructor(options: CallHandlerOptions) {
    this.#options = options;
  }

  #credentials({ route, req, id }: Incoming, model: string): ProviderError | undefined {
    const fault = credentialFault(route, req.headers, this.#options.apiKeys);
    if (fault === undefined) return undefined;
    if ('missingVersion' in fault) {
      return renderBadAsk(route.dialect, { message: fault.missingVersion, param: null }, id);
    }
    return renderError(route.dialect, fault.error, {
      model,
      endpoint: route.endpoint,
      serial: id,
      message: fault.message,
    });
  }

  #judge(incoming: Incoming, body: Json | undefined): Verdict {
    const { route, id } = incoming;
    const named = route.pathModel ?? (typeof body?.model === 'string' ? body.model : '');
    const blank = blankAsk(route.dialect, route.endpoint, route.endpoint === 'models' ? MODEL_LIST : named);
    const refusal = this.#credentials(incoming, named);
    if (refusal) return { refused: refusal, ask: blank };
    if (body === undefined) {
      const bad = { message: 'We could not parse the JSON body of your request.', param: null };
      return { refused: renderBadAsk(route.dialect, bad, id), ask: blank };
    }
    if (route.endpoint === 'models') return { ask: blank, endpoint: BARE };
    const endpoint = endpointFor(route.dialect, route.endpoint);
    const ask = endpoint.read(body, route);
    if (isBadAsk(ask)) return { refused: renderBadAsk(route.dialect, ask, id), ask: blank };
    const known = this.#options.models();
    if (known === undefined || known.includes(ask.model)) return { ask, endpoint };
    const context = { model: ask.model, endpoint: ask.endpoint, serial: id };
    return { refused: renderError(route.dialect, 'model_not_found', context), ask };
  }

  #models({ route }: Incoming): ProviderError {
    const { dialect, pathModel } = route;
    const ids = this.#options.models() ?? this.#options.book.models();
    if (pathModel === undefined) return { status: 200, body: modelList(dialect, ids) };
    if (this.#options.models()?.includes(pathModel) !== false) {
      return { status: 200, body: modelEntry(dialect, pathModel) };
    }
    return renderError(dialect, 'model_not_found', { model: pathModel, endpoint: 'models', serial: 0 });
  }

  #behaviourFor(incoming: Incoming, ask: Ask): Behaviour {
    const { book } = this.#options;
    if (ask.endpoint === 'models') return book.scripted(MODEL_LIST) ?? OK;
    const header = incoming.req.headers['x-sim-behaviour'];
    return book.next(ask.model, typeof header === 'string' ? header : undefined);
  }

  /** Plays one call to its end; rejects with an AbortError when the caller leaves before. */
  async handle(incoming: Incoming): Promise<void> {
    const { res, signal } = incoming;
    const { recorder } = this.#options;
    const body = parseBody(incoming.rawBody);
    const verdict = this.#judge(incoming, body);
    const { ask } = verdict;
    const refused = 'refused' in verdict;
    const behaviour = refused ? OK : this.#behaviourFor(incoming, ask);
    const call = callOf(incoming, ask, body, behaviour);
    recorder.add(call);
    res.once('close', () => {
      const left = res.writableFinished ? 'completed' : 'client_closed';
      if (call.outcome === 'pending') call.outcome = left;
      call.endedAt = Date.now();
      recorder.changed(call);
    });
    const stage = { res, ask, call, signal, endpoint: refused ? BARE : verdict.endpoint };
    if (refused) return sendError(stage, verdict.refused);
    if (ask.endpoint === 'models' && behaviour.kind === 'ok') return sendError(stage, this.#models(incoming));
    return playBehaviour(stage, behaviour);
  }
}
