/** Labels of one sample. */
export type Labels = Readonly<Record<string, string>>;

/** One line of an exposition. */
export interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;

function parseLine(line: string): Sample {
  const [, name, labels = '', value] = LINE.exec(line) ?? [];
  if (name === undefined) throw new Error(`not a line of an exposition: ${line}`);
  const pairs = Array.from(labels.matchAll(LABEL), ([, key = '', text = '']): [string, string] => [key, text]);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}

/** An exposition, read back as Prometheus would. */
export class Samples {
  readonly all: readonly Sample[];

  constructor(exposition: string) {
    this.all = exposition
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map(parseLine);
  }

  /** The samples of a family whose labels hold all of `labels`; the prefix `understudy_` is left out. */
  where(name: string, labels: Labels = {}): Sample[] {
    const wanted = Object.entries(labels);
    return this.all.filter(
      (sample) => sample.name === `understudy_${name}` && wanted.every(([key, value]) => sample.labels[key] === value),
    );
  }

  /** Their sum; 0 where there are none. */
  sum(name: string, labels: Labels = {}): number {
    return this.where(name, labels).reduce((sum, { value }) => sum + value, 0);
  }

  /** The samples above 0, as `a=x b=y: 3`, sorted; what a test can compare whole. */
  counted(name: string, by: readonly string[]): string[] {
    const sums = new Map<string, number>();
    for (const { labels, value } of this.where(name)) {
      const key = by.map((label) => labels[label]).join(' ');
      sums.set(key, (sums.get(key) ?? 0) + value);
    }
    return [...sums]
      .filter(([, value]) => value !== 0)
      .map(([key, value]) => `${key}: ${value}`)
      .sort();
  }
}
