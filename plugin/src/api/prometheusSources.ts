import { getDataSourceSrv } from '@grafana/runtime';

/** Data sources that speak PromQL and answer like Prometheus. */
const TYPES = [
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
  'victoriametrics-metrics-datasource',
];

/** A data source to choose. */
export interface PrometheusSource {
  readonly uid: string;
  readonly name: string;
  readonly isDefault: boolean;
}

/** Prometheus data sources that the signed-in person may query. */
export function prometheusSources(): readonly PrometheusSource[] {
  return getDataSourceSrv()
    .getList({ type: TYPES, metrics: true })
    .map(({ uid, name, isDefault }) => ({ uid, name, isDefault: isDefault ?? false }));
}
