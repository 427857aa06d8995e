import type { Cancel, ApiKind, EngineRequest, JsonObject, RequestTraits } from '../engine/index.ts';
import type { ClientHeaders } from './clientHeaders.ts';
import type { ApiError } from './errorBody.ts';

/** Reads what a request uses from its body; comes from the room that knows the APIs. */
export type TraitsReader = (api: ApiKind, json: JsonObject) => RequestTraits;

/** A request of the data plane as the engine takes it. Its traits are read only when something asks for them. */
export class ApiRequest implements EngineRequest {
  readonly id: string;
  readonly api: ApiKind;
  readonly model: string;
  readonly stream: boolean;
  readonly raw: Buffer;
  readonly json: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
  readonly client: string;
  readonly tags: readonly string[];
  readonly timeoutMs: number | null;
  readonly fallbacks: EngineRequest['fallbacks'];
  readonly cancel: Cancel;
  readonly #readTraits: TraitsReader;
  #traits: RequestTraits | null = null;

  constructor(
    parts: { id: string; api: ApiKind; raw: Buffer; json: JsonObject; model: string; client: string; cancel: Cancel },
    said: ClientHeaders,
    readTraits: TraitsReader,
  ) {
    this.id = parts.id;
    this.api = parts.api;
    this.model = parts.model;
    this.stream = parts.json['stream'] === true;
    this.raw = parts.raw;
    this.json = parts.json;
    this.headers = said.forwarded;
    this.client = parts.client;
    this.tags = said.tags;
    this.timeoutMs = said.timeoutMs;
    this.fallbacks = said.fallbacks;
    this.cancel = parts.cancel;
    this.#readTraits = readTraits;
  }

  traits(): RequestTraits {
    this.#traits ??= this.#readTraits(this.api, this.json);
    return this.#traits;
  }
}

/** Parses a body once. */
export function parseJsonBody(raw: Buffer): { json: JsonObject; model: string } | { error: ApiError } {
  let json: unknown;
  try {
    json = JSON.parse(raw.toString('utf8'));
  } catch (error) {
    const where = error instanceof SyntaxError ? positionOf(error.message) : '';
    return {
      error: { code: 'invalid_json', message: `the request body is not valid JSON${where}; send one JSON object` },
    };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { error: { code: 'invalid_json', message: 'the request body must be one JSON object' } };
  }
  const model = (json as JsonObject)['model'];
  if (typeof model !== 'string' || model === '') {
    return {
      error: {
        code: 'invalid_request',
        param: 'model',
        message: 'field "model" is missing; name a model that GET /v1/models lists',
      },
    };
  }
  return { json: json as JsonObject, model };
}

/** The position from V8's message, without the piece of the body that newer messages quote. */
function positionOf(message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? '' : ` (at position ${position})`;
}
