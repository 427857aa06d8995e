import { isJson, jsonOf, listOf, numberOf, stringOf } from './json.ts';
import type { Json } from './json.ts';

function resolve(schema: Json, root: Json): Json {
  const ref = stringOf(schema.$ref);
  if (ref === undefined) return schema;
  const target = ref
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .reduce<unknown>((node, key) => jsonOf(node)[key], root);
  return jsonOf(target);
}

function typeOf(schema: Json): string {
  const declared: unknown = Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type;
  // Gemini writes its types in capitals.
  if (typeof declared === 'string') return declared.toLowerCase();
  return isJson(schema.properties) ? 'object' : 'string';
}

function sampleObject(schema: Json, root: Json, depth: number): Json {
  const entries = Object.entries(jsonOf(schema.properties));
  return Object.fromEntries(entries.map(([key, value]) => [key, sample(jsonOf(value), root, key, depth + 1)]));
}

function sample(given: Json, root: Json, name: string, depth: number): unknown {
  const schema = resolve(given, root);
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [variant] = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  // A schema that contains itself would never end.
  if (depth > 8) return null;
  if (variant !== undefined) return sample(variant, root, name, depth + 1);
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, root, depth);
    case 'array':
      return [sample(jsonOf(schema.items), root, name, depth + 1)];
    case 'integer':
    case 'number':
      return numberOf(schema.minimum, schema.default) ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return stringOf(schema.default) ?? `sample ${name}`;
  }
}

/** A value that fits a simple JSON schema; the same one for the same schema. */
export function sampleFromSchema(schema: Json): Json {
  return jsonOf(sample({ type: 'object', ...schema }, schema, 'value', 0));
}
