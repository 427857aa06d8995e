import type { JsonObject, JsonValue } from '../../engine/index.ts';
import { asObject } from '../jsonAccess.ts';

/**
 * The error that a provider reported inside a 2xx answer, in the shape of its dialect's error bodies (`{ error: … }`);
 * null where the library reports a fault of its own: an event that does not parse, or a stream without an end.
 */
export function inBandError(error: unknown): JsonObject | null {
  const own = fieldOf(error, 'responseBody') ?? fieldOf(error, 'data') ?? error;
  if (own instanceof Error) return null;
  const said = typeof own === 'string' ? parsed(own) : jsonOf(own);
  const described = asObject(asObject(said)?.error) ?? asObject(said);
  if (described === null) return typeof said === 'string' && said !== '' ? { error: { message: said } } : null;
  return { type: 'error', error: described };
}

function fieldOf(error: unknown, name: string): unknown {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  return (error as Readonly<Record<string, unknown>>)[name] ?? undefined;
}

function jsonOf(value: unknown): JsonValue | undefined {
  // The library hands on what it parsed; going through text once more drops whatever is no JSON.
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : parsed(text);
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Some servers say an error in plain words.
    return text;
  }
}
