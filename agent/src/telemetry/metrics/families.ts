import type { Registry } from 'prom-client';
import { METRICS, type MetricFamily } from '@understudy/contract';
import { CounterFamily } from '../series/counterFamily.ts';
import { HistogramFamily } from '../series/histogramFamily.ts';
import { registerView } from '../series/registryViews.ts';
import type { SeriesCounter } from '../series/seriesMap.ts';

/** What is counted as events come; state is read at scrape time (stateGauges). */
export type Families = ReturnType<typeof createFamilies>;

/** @param refused told about each value that was no number */
export function createFamilies(registry: Registry, series: SeriesCounter, refused: () => void) {
  const counter = <L extends string>(family: MetricFamily<L>): CounterFamily<L> => {
    const created = new CounterFamily(family, series, refused);
    registerView(family, created, registry);
    return created;
  };
  const histogram = <L extends string>(family: MetricFamily<L>): HistogramFamily<L> => {
    const created = new HistogramFamily(family, series, refused);
    registerView(family, created, registry);
    return created;
  };
  return {
    requests: counter(METRICS.requests),
    requestDuration: histogram(METRICS.requestDuration),
    firstToken: histogram(METRICS.firstToken),
    failoverLatency: histogram(METRICS.failoverLatency),
    overhead: histogram(METRICS.overhead),
    chainExhausted: counter(METRICS.chainExhausted),
    rejections: counter(METRICS.rejections),
    clientDisconnects: counter(METRICS.clientDisconnects),
    attempts: counter(METRICS.attempts),
    attemptDuration: histogram(METRICS.attemptDuration),
    retries: counter(METRICS.retries),
    fallbacks: counter(METRICS.fallbacks),
    streamInterruptions: counter(METRICS.streamInterruptions),
    tokens: counter(METRICS.tokens),
    tokenDetails: counter(METRICS.tokenDetails),
    cost: counter(METRICS.cost),
    baselineCost: counter(METRICS.baselineCost),
    wastedCost: counter(METRICS.wastedCost),
    unpriced: counter(METRICS.unpriced),
    circuitTransitions: counter(METRICS.circuitTransitions),
    synthetic: counter(METRICS.synthetic),
    litellmSyncs: counter(METRICS.litellmSyncs),
    configReloads: counter(METRICS.configReloads),
    labelOverflow: counter(METRICS.labelOverflow),
    storeErrors: counter(METRICS.storeErrors),
    eventsDropped: counter(METRICS.eventsDropped),
  };
}
