import type { DrillRequest } from '@understudy/contract';
import type { ApiKind, Cancel, EngineRequest, JsonObject, RequestTraits } from '../engine/index.ts';

/** The API that drills call: every dialect is translated from it. */
export const DRILL_API = 'chat' satisfies ApiKind;

/** Reads what a request uses from its body; comes from the room that knows the APIs. */
export type TraitsReader = (api: ApiKind, json: JsonObject) => RequestTraits;

/** The request of a client that a drill plays. */
export function drillRequest(
  id: string,
  { model, stream, message }: DrillRequest,
  cancel: Cancel,
  readTraits: TraitsReader,
): EngineRequest {
  const json: JsonObject = { model, stream, messages: [{ role: 'user', content: message }] };
  const traits = readTraits(DRILL_API, json);
  return {
    id,
    api: DRILL_API,
    model,
    stream,
    raw: Buffer.from(JSON.stringify(json)),
    json,
    headers: {},
    client: 'drill',
    tags: ['drill'],
    timeoutMs: null,
    fallbacks: 'chain',
    cancel,
    traits: () => traits,
  };
}
