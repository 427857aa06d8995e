import { z } from 'zod';

/** How the reference data say which names of models an entry is for. */
export type MatchLogic =
  | { readonly equals: string }
  | { readonly starts_with: string }
  | { readonly ends_with: string }
  | { readonly contains: string }
  | { readonly regex: string }
  | { readonly or: readonly MatchLogic[] }
  | { readonly and: readonly MatchLogic[] };

export const matchLogicSchema: z.ZodType<MatchLogic> = z.lazy(() =>
  z.union([
    z.strictObject({ equals: z.string() }),
    z.strictObject({ starts_with: z.string() }),
    z.strictObject({ ends_with: z.string() }),
    z.strictObject({ contains: z.string() }),
    z.strictObject({ regex: z.string().max(500) }),
    z.strictObject({ or: z.array(matchLogicSchema) }),
    z.strictObject({ and: z.array(matchLogicSchema) }),
  ]),
);

/** A list of models asks the same patterns again and again. Bounded by the data: patterns come from nowhere else. */
const compiled = new Map<string, RegExp | null>();

/** Null = another language's syntax; the entry is then not for any model. */
export function patternOf(source: string): RegExp | null {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  let pattern: RegExp | null;
  try {
    pattern = new RegExp(source);
  } catch {
    pattern = null;
  }
  compiled.set(source, pattern);
  return pattern;
}

/** Whether an entry is for the model called `name`. */
export function matchesName(logic: MatchLogic, name: string): boolean {
  if ('equals' in logic) return name === logic.equals;
  if ('starts_with' in logic) return name.startsWith(logic.starts_with);
  if ('ends_with' in logic) return name.endsWith(logic.ends_with);
  if ('contains' in logic) return name.includes(logic.contains);
  if ('regex' in logic) return patternOf(logic.regex)?.test(name) === true;
  if ('or' in logic) return logic.or.some((one) => matchesName(one, name));
  return logic.and.every((one) => matchesName(one, name));
}
