import type { DataQuery } from '@grafana/schema';

/** A query as Grafana's Prometheus plugin stores it, as far as panels and scenes set it. */
export interface PromQuery extends DataQuery {
  readonly expr: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: 'time_series' | 'table' | 'heatmap';
  /** A template with `{{label}}`, or `__auto`. */
  readonly legendFormat?: string;
  /** The least step: `15s`. */
  readonly interval?: string;
}

/** Is it a query of Prometheus? */
export function isPromQuery(query: DataQuery): query is PromQuery {
  return 'expr' in query && typeof query.expr === 'string';
}
