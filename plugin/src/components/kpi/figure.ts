import type { Series } from '../../api/prometheus.ts';

/** The newest number that answers a question, of answers by the name of their question; undefined = there is none. */
export function figure<Name extends string>(
  answers: Readonly<Partial<Record<Name, readonly Series[]>>>,
  name: Name,
): number | undefined {
  const value = answers[name]?.[0]?.values.at(-1);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
