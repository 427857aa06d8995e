import type { Attributes } from '@opentelemetry/api';

/** Attributes that may be unknown. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/** Leaves out what is not known: an attribute that is there says something. */
export function known(facts: Facts): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(facts)) {
    if (value !== null && value !== undefined) attributes[name] = typeof value === 'object' ? [...value] : value;
  }
  return attributes;
}
