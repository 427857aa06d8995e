/** A JSON object of a request body. */
export type Entry = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
