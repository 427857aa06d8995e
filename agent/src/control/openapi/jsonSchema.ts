import { z, type ZodType } from 'zod';

/** A piece of an OpenAPI document. */
export type Json = Record<string, unknown>;

/** `stringbool` reads a text, but what it means is true or false, and that is how a query is documented. */
function isStringBool(schema: z.core.$ZodType): boolean {
  if (!(schema instanceof z.ZodPipe)) return false;
  const { in: from, out: to } = schema.def;
  return from instanceof z.ZodString && to instanceof z.ZodBoolean;
}

function readable({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  if (isStringBool(zodSchema)) jsonSchema['type'] = 'boolean';
  // `format` says it; the expression of every possible date does not help a reader.
  if (jsonSchema['format'] === 'date-time' || jsonSchema['format'] === 'date') delete jsonSchema['pattern'];
}

/** A zod schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export function jsonSchema(schema: ZodType, io: 'input' | 'output'): Json {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: readable });
  return rest;
}
