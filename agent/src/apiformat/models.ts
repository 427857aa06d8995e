import type { IncomingHttpHeaders } from 'node:http';

/** A model as `GET /v1/models` lists it. */
export interface ListedModel {
  readonly id: string;
  readonly displayName: string;
  readonly provider: string;
}

/** Anthropic clients send their version header and expect that API's list. */
function isAnthropic(headers: IncomingHttpHeaders): boolean {
  return headers['anthropic-version'] !== undefined;
}

/** The registry does not know when a provider created a model; a fixed time keeps answers stable. */
const CREATED_SECONDS = 0;
const CREATED_AT = '1970-01-01T00:00:00Z';

function shape(model: ListedModel, anthropic: boolean): Record<string, unknown> {
  return anthropic
    ? { type: 'model', id: model.id, display_name: model.displayName, created_at: CREATED_AT }
    : { id: model.id, object: 'model', created: CREATED_SECONDS, owned_by: model.provider };
}

export function modelBody(model: ListedModel, headers: IncomingHttpHeaders): Record<string, unknown> {
  return shape(model, isAnthropic(headers));
}

export function modelListBody(models: readonly ListedModel[], headers: IncomingHttpHeaders): Record<string, unknown> {
  const anthropic = isAnthropic(headers);
  const data = models.map((model) => shape(model, anthropic));
  if (!anthropic) return { object: 'list', data };
  return { data, has_more: false, first_id: models[0]?.id ?? null, last_id: models.at(-1)?.id ?? null };
}
