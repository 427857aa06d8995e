import type { JsonObject, JsonValue } from '../../engine/index.ts';
import { asList, asObject } from '../jsonAccess.ts';

export { asObject };

/** A field of a JSON object as an object; null where it is absent or something else. */
export function objectField(from: JsonObject, name: string): JsonObject | null {
  return asObject(from[name]);
}

/** A field as a list; empty where it is absent or something else. */
export function listField(from: JsonObject, name: string): readonly JsonValue[] {
  return asList(from[name]);
}

/** A field as text; null where it is absent or something else. */
export function textField(from: JsonObject, name: string): string | null {
  const value = from[name];
  return typeof value === 'string' ? value : null;
}

/** A field as a finite number; null where it is absent or something else. */
export function numberField(from: JsonObject, name: string): number | null {
  const value = from[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The `type` of a piece of a request, for a sentence about it; a client may write anything there, also its prompt. */
export function typeName(from: JsonObject): string {
  const type = textField(from, 'type');
  return type !== null && /^[\w.-]{1,40}$/.test(type) ? type : 'unknown';
}

/** Whether a field is there and says something: not absent, null, false, or an empty list or object. */
export function saysSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return true;
}
