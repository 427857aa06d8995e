/** Values of a family's labels, all of them set. */
export type Labels<L extends string> = Readonly<Record<L, string>>;

/** A trace to look at, beside an observation. */
export interface Exemplar {
  /** 32 hex digits: anything else could break the whole scrape. */
  readonly traceId: string;
  readonly value: number;
  /** Seconds since the epoch. */
  readonly at: number;
}

/** One sample of the exposition. `suffix` and `le` are set for histograms. */
export interface Sample {
  readonly suffix: '' | '_bucket' | '_sum' | '_count';
  readonly labels: Readonly<Record<string, string>>;
  /** `a="x",b="y"`, escaped; empty without labels. */
  readonly labelText: string;
  readonly le: string | null;
  readonly value: number;
  /** Of a bucket; absent where there is none. */
  readonly exemplar?: Exemplar;
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
