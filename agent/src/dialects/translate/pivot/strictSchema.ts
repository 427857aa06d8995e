import type { JsonObject, JsonValue } from '../../../engine/index.ts';
import { asObject, listField, objectField } from '../jsonFields.ts';
import type { PivotOptions } from './pivotRequest.ts';

/**
 * Whether a schema obeys the rules of OpenAI's strict mode: each object closed, each of its properties required. Other
 * dialects' strictness asks for less, and OpenAI refuses a request that claims `strict` without it.
 */
export function fitsStrictMode(schema: JsonValue): boolean {
  if (Array.isArray(schema)) return schema.every(fitsStrictMode);
  const node = asObject(schema);
  if (node === null) return true;
  const properties = objectField(node, 'properties');
  if (node.type === 'object' || properties !== null) {
    const required = listField(node, 'required');
    if (node.additionalProperties !== false) return false;
    if (!Object.keys(properties ?? {}).every((name) => required.includes(name))) return false;
  }
  return Object.entries(node).every(([key, value]) => key === 'enum' || key === 'const' || fitsStrictMode(value));
}

/** Tells the OpenAI dialects whether the answer's schema may be enforced strictly; the others always enforce it. */
export function strictSchemaOption(
  format: NonNullable<PivotOptions['responseFormat']>,
  strict: JsonValue | undefined,
): Pick<PivotOptions, 'providerOptions'> {
  if (format.type !== 'json' || format.schema === undefined) return {};
  const strictJsonSchema = strict !== false && fitsStrictMode(format.schema as JsonObject);
  return { providerOptions: { openaiCompatible: { strictJsonSchema } } };
}
