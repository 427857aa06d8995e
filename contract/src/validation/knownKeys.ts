import { z } from 'zod';
import type { PathSegments } from './path.ts';

/** The schemas behind optional, nullable, default and union wrappers. */
function unwrapped(schema: unknown): unknown[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodDefault) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrapped);
  return [schema];
}

function step(schema: unknown, segment: string | number): unknown[] {
  if (schema instanceof z.ZodArray) return unwrapped(schema.element);
  if (schema instanceof z.ZodRecord) return unwrapped(schema.valueType);
  if (schema instanceof z.ZodObject && Object.hasOwn(schema.shape, segment)) return unwrapped(schema.shape[segment]);
  return [];
}

/** The keys that a schema knows at a place, in the schema's order; empty where it holds no object. */
export function knownKeys(schema: z.ZodType, path: PathSegments): string[] {
  const there = path.reduce<unknown[]>(
    (found, segment) => found.flatMap((one) => step(one, segment)),
    unwrapped(schema),
  );
  return there.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []));
}
