/** `T` without the fields that hold undefined. */
export type WithoutUndefined<T> = { [K in keyof T]?: Exclude<T[K], undefined | null> };

/** Leaves out what is undefined or null: in the pivot an absent setting is an absent field. */
export function withoutUndefined<T extends object>(fields: T): WithoutUndefined<T> {
  const kept: WithoutUndefined<T> = {};
  for (const key of Object.keys(fields) as (keyof T)[]) {
    const value = fields[key];
    if (value !== undefined && value !== null) kept[key] = value as Exclude<T[keyof T], undefined | null>;
  }
  return kept;
}
