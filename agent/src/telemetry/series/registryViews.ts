import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { metricName, type MetricFamily } from '@understudy/contract';
import type { SampleSource } from './series.ts';

/** A family of ours as prom-client's registry holds it. */
export interface RegistryView {
  readonly family: MetricFamily;
  readonly source: SampleSource;
}

const viewByMetric = new WeakMap<object, RegistryView>();

function plainValues(metric: object): { labels: Readonly<Record<string, string>>; value: number }[] {
  return Array.from(viewByMetric.get(metric)?.source.samples() ?? [], ({ labels, value }) => ({ labels, value }));
}

/*
 * prom-client sees our families through these views: they are registered like its own metrics, so that anyone's
 * `registry.metrics()` holds them, but their values come from a SampleSource when they are read.
 */

class CounterView extends Counter {
  override async get(): ReturnType<Counter['get']> {
    return { ...(await super.get()), values: plainValues(this) };
  }
}

class GaugeView extends Gauge {
  override async get(): ReturnType<Gauge['get']> {
    return { ...(await super.get()), values: plainValues(this) };
  }
}

class HistogramView extends Histogram {
  /** prom-client 15 reads a histogram through this method where it exists, and its own `get` builds on it. */
  async getForPromString(): Promise<object> {
    const view = viewByMetric.get(this);
    if (view === undefined) return {};
    const name = metricName(view.family);
    const values = Array.from(view.source.samples(), ({ suffix, labels, le, value }) => ({
      metricName: name + suffix,
      labels: le === null ? {} : { le },
      sharedLabels: labels,
      value,
    }));
    return { name, help: view.family.help, type: 'histogram', aggregator: 'sum', values };
  }
}

const VIEWS = { counter: CounterView, gauge: GaugeView, histogram: HistogramView } as const;

/** Makes prom-client's registry show a family whose values live elsewhere. */
export function registerView(family: MetricFamily, source: SampleSource, registry: Registry): void {
  const metric = new VIEWS[family.type]({
    name: metricName(family),
    help: family.help,
    labelNames: family.labels,
    ...(family.buckets === undefined ? {} : { buckets: [...family.buckets] }),
    registers: [registry],
  });
  viewByMetric.set(metric, { family, source });
}

/** Our family behind a metric of the registry; null = one of prom-client's own. */
export function viewOf(metric: object): RegistryView | null {
  return viewByMetric.get(metric) ?? null;
}
