/** A parsed JSON object of which nothing is known yet. */
export type Json = Record<string, unknown>;

/** Whether a value is a JSON object (neither null nor a list). */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one when it is anything else. */
export function jsonOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** The objects in a value that should be a list of objects. */
export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** The value as a string; undefined when it is anything else. */
export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The first of the values that is a number. */
export function numberOf(...values: unknown[]): number | undefined {
  return values.find((value): value is number => typeof value === 'number');
}
