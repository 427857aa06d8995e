import { Registry } from 'prom-client';
import type { Exemplar, Sample } from '../series/series.ts';

/**
 * How the text that Prometheus scrapes is written. It is chosen once, at the start: prom-client's own switch of a registry
 * takes the `_total` off its counters for good, and a format that changes between two scrapes is a trap for whoever reads it.
 */
export interface ExpositionFormat {
  /** null = the registry's own. */
  readonly contentType: string | null;
  /** The lines before a family's samples. */
  head(name: string, type: string, help: string): string;
  sample(name: string, sample: Sample): string;
  /** A family of prom-client's own, in the text that its registry gives. */
  foreign(text: string): string;
  /** Between two families. */
  readonly gap: string;
  /** After the last one. */
  readonly end: string;
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function line(name: string, { suffix, labelText, le, value }: Sample): string {
  const edge = le === null ? '' : `le="${le}"`;
  const labels = edge === '' || labelText === '' ? edge + labelText : `${edge},${labelText}`;
  return labels === '' ? `${name}${suffix} ${value}` : `${name}${suffix}{${labels}} ${value}`;
}

function exemplarText({ traceId, value, at }: Exemplar): string {
  return ` # {trace_id="${traceId}"} ${value} ${at}`;
}

/** OpenMetrics names a family of counters without the suffix that its samples have. */
function familyName(name: string, type: string): string {
  return type === 'counter' ? name.replace(/_total$/, '') : name;
}

const FOREIGN_COUNTER = /^# HELP (\S+)_total (.*)\n# TYPE \1_total counter$/m;

/** Prometheus' own text format, 0.0.4. */
const prometheus: ExpositionFormat = {
  contentType: null,
  head: (name, type, help) => `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`,
  sample: (name, sample) => `${line(name, sample)}\n`,
  foreign: (text) => `${text}\n`,
  gap: '\n',
  end: '',
};

/** OpenMetrics 1.0, which carries exemplars. Names, labels and values are those of the other format. */
const openmetrics: ExpositionFormat = {
  contentType: Registry.OPENMETRICS_CONTENT_TYPE,
  head: (name, type, help) => prometheus.head(familyName(name, type), type, help).replaceAll('"', '\\"'),
  sample: (name, sample) =>
    `${line(name, sample)}${sample.exemplar === undefined ? '' : exemplarText(sample.exemplar)}\n`,
  foreign: (text) => `${text.replace(FOREIGN_COUNTER, '# HELP $1 $2\n# TYPE $1 counter')}\n`,
  gap: '',
  end: '# EOF\n',
};

export const EXPOSITION_FORMATS = { prometheus, openmetrics } as const;
