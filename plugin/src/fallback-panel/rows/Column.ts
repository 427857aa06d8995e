import type { DataFrame, Field } from '@grafana/data';

/** A field with all that says what it is. */
export interface Column {
  readonly field: Field;
  readonly frame: DataFrame;
  /** What people see as its name first. */
  readonly names: readonly string[];
  /** The query it comes from. */
  readonly refId: string | undefined;
}

/** The name by which people know a field. */
export function shownName(field: Field): string {
  return field.config.displayName || field.state?.displayName || field.config.displayNameFromDS || field.name;
}

/** Fields of a frame, with what transformations leave of the query in names such as `Value #A`. */
export function columnsOf(frame: DataFrame): Column[] {
  return frame.fields.map((field) => ({
    field,
    frame,
    names: [...new Set([shownName(field), field.name, field.labels?.['__name__'] ?? ''])].filter((name) => name !== ''),
    refId: / #([A-Z]+)$/.exec(field.name)?.[1] ?? frame.refId,
  }));
}

/** What a field holds; a text, because Grafana's enum is not there in type-only imports. */
export function holds(column: Column): string {
  return column.field.type;
}

/** A column by the name that people gave in the options. */
export function isNamed(column: Column, name: string): boolean {
  return column.names.includes(name);
}
