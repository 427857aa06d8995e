import type { Registry } from 'prom-client';
import { METRICS, type MetricFamily } from '@understudy/contract';
import { GaugeFamily, type Reading } from '../series/gaugeFamily.ts';
import { registerView } from '../series/registryViews.ts';
import type { MetricsConfig } from './metricsConfig.ts';

/** Build of the agent. */
export interface BuildInfo {
  readonly version: string;
  /** Commit, or `none`. */
  readonly revision: string;
}

/** What became of the last configuration. */
export interface ReloadState {
  /** The configuration in force. */
  config: MetricsConfig | null;
  /** Null before the first. */
  successful: boolean | null;
  /** Epoch ms; null before the first success. */
  succeededAt: number | null;
}

/** Registers the gauges of the agent itself. */
export function registerAgentGauges(registry: Registry, build: BuildInfo, reload: ReloadState): void {
  const gauge = <L extends string>(family: MetricFamily<L>, read: () => Iterable<Reading<L>>): void =>
    registerView(family, new GaugeFamily(read), registry);
  const { version, revision } = build;
  gauge(METRICS.buildInfo, () => [[{ version, revision, node_version: process.version }, 1]]);
  gauge(METRICS.configInfo, () =>
    reload.config === null ? [] : [[{ group: reload.config.group, hash: reload.config.hash }, 1]],
  );
  gauge(METRICS.configReloadOk, () => (reload.successful === null ? [] : [[{}, reload.successful ? 1 : 0]]));
  gauge(METRICS.configReloadTime, () => timestamp(reload.succeededAt));
  gauge(METRICS.pricingUpdated, () => timestamp(reload.config?.pricesUpdatedAt ?? null));
}

function timestamp(epochMs: number | null): readonly Reading<never>[] {
  return epochMs === null ? [] : [[{}, epochMs / 1_000]];
}
