import { labelDomain, METRIC_FAMILIES, sampleNames, type MetricFamily } from '@understudy/contract';

/** What one metric may carry. */
export interface Metric {
  readonly labels: readonly string[];
  /** The values of a label; null = any. */
  readonly domain: (label: string) => readonly string[] | null;
}

/** Names that an expression may use. */
export type Vocabulary = ReadonlyMap<string, Metric>;

/** Labels that a scrape adds. */
export const TARGET_LABELS = ['cluster', 'instance', 'job', 'namespace'];

const anything = (): null => null;

function metricOf(family: MetricFamily, sample: string): Metric {
  const labels = sample.endsWith('_bucket') && family.type === 'histogram' ? [...family.labels, 'le'] : family.labels;
  return { labels, domain: (label) => labelDomain(family, label) };
}

/** What the contract says that agents expose. */
export function contractVocabulary(): Vocabulary {
  return new Map(
    METRIC_FAMILIES.flatMap((family) => sampleNames(family).map((name) => [name, metricOf(family, name)] as const)),
  );
}

/** What Prometheus writes of itself: the state of a scrape, and of alerts. */
export function prometheusVocabulary(): Vocabulary {
  const scrape = ['up', 'scrape_samples_scraped', 'scrape_duration_seconds', 'scrape_series_added'];
  const labels = [...new Set(METRIC_FAMILIES.flatMap((family) => family.labels))];
  const states = (label: string) => (label === 'alertstate' ? ['firing', 'pending'] : null);
  return new Map<string, Metric>([
    ...scrape.map((name) => [name, { labels: [], domain: anything }] as const),
    ['ALERTS', { labels: ['alertname', 'alertstate', 'severity', 'slo', ...labels], domain: states }],
  ]);
}

/** What an exposition declares beside the families of the contract: the process and Node. */
export function expositionVocabulary(exposition: string): Vocabulary {
  const declared = [...exposition.matchAll(/^# TYPE ((?:nodejs|process)_\w+) (\w+)$/gm)];
  return new Map(
    declared.flatMap(([, name = '', type]) => {
      const parts =
        type === 'histogram' ? ['_bucket', '_sum', '_count'] : type === 'summary' ? ['_sum', '_count'] : [''];
      return parts.map((part) => [name + part, { labels: [], domain: anything }] as const);
    }),
  );
}
