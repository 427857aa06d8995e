import type { JsonObject, JsonValue } from '../engine/index.ts';

const NOTHING: readonly JsonValue[] = [];

/** The value as an object; null = it is none. */
export function asObject(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

/** The value as a list; empty where it is none. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : NOTHING;
}

/** The value as text; empty where it is none. */
export function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The value as a count; 0 where it is no number that counts something. */
export function asCount(value: JsonValue | undefined): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

/** The text as JSON; undefined = it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Not being JSON is an answer here, not a failure.
    return undefined;
  }
}
