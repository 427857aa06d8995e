/** Values of a family's labels, all of them set. */
export type Labels<L extends string> = Readonly<Record<L, string>>;

/** One sample of the exposition. `suffix` and `le` are set for histograms. */
export interface Sample {
  readonly suffix: '' | '_bucket' | '_sum' | '_count';
  readonly labels: Readonly<Record<string, string>>;
  /** `a="x",b="y"`, escaped; empty without labels. */
  readonly labelText: string;
  readonly le: string | null;
  readonly value: number;
}

/** What the exposition reads of a family. */
export interface SampleSource {
  samples(): Iterable<Sample>;
}

/** Label names and values as they stand in the exposition. */
export function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeValue(value)}"`)
    .join(',');
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
