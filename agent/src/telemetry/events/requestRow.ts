import { eventSchema, type RequestEvent } from '@understudy/contract';

/** What a row holds, in its order. New fields come last: rows of other versions are on disks. */
const FIELDS = [
  'sequence',
  'at',
  'id',
  'model',
  'servedModel',
  'provider',
  'position',
  'trigger',
  'outcome',
  'route',
  'status',
  'attempts',
  'durationMs',
  'firstTokenMs',
  'inputTokens',
  'outputTokens',
  'estimated',
  'costUsd',
  'client',
  'traceId',
  'api',
  'stream',
  'recorded',
  'error',
] as const satisfies readonly (keyof RequestEvent)[];

/** A request as it is stored: values without names, at less than half the bytes and the work. */
export type RequestRow = readonly (string | number | boolean | null)[];

export function requestRow(event: RequestEvent): RequestRow {
  return FIELDS.map((field) => event[field]);
}

function parse(value: unknown): RequestEvent | null {
  const event = eventSchema.safeParse(value).data;
  return event?.kind === 'request' ? event : null;
}

/** The request of a stored line, also of one that names its fields; null = it is none. */
export function readRequestRow(stored: unknown): RequestEvent | null {
  if (!Array.isArray(stored)) return parse(stored);
  const values = stored as unknown[];
  return parse({ kind: 'request', ...Object.fromEntries(FIELDS.map((field, at) => [field, values[at]])) });
}
