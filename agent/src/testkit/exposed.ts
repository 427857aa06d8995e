/** One sample of an exposition text. */
export interface ExposedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;

/** Reads an exposition text; throws on a line that is none. */
export function readExposition(text: string): readonly ExposedSample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
      if (name === '') throw new Error(`not a sample: ${line}`);
      const pairs = Array.from(labels.matchAll(LABEL), ([, key = '', text = '']) => [key, text] as const);
      return { name, labels: Object.fromEntries(pairs), value: Number(value) };
    });
}

/** Sum of the samples of a name whose labels match; 0 where there are none. */
export function sumOf(
  samples: readonly ExposedSample[],
  name: string,
  where: Readonly<Record<string, string>> = {},
): number {
  return matching(samples, name, where).reduce((sum, sample) => sum + sample.value, 0);
}

/** Samples of a name whose labels match. */
export function matching(
  samples: readonly ExposedSample[],
  name: string,
  where: Readonly<Record<string, string>> = {},
): readonly ExposedSample[] {
  const wanted = Object.entries(where);
  return samples.filter(
    (sample) => sample.name === name && wanted.every(([key, value]) => sample.labels[key] === value),
  );
}
