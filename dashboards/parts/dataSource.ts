import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';

/** The Prometheus that the dashboard's variable names: no dashboard knows an installation. */
export const DATA_SOURCE: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

/** Grafana's own: annotations that people write, and its alerts. */
export const GRAFANA: DataSourceRef = { type: 'grafana', uid: '-- Grafana --' };
