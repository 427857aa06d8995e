import { DataqueryBuilder, PromQueryFormat, QueryEditorMode } from '@grafana/grafana-foundation-sdk/prometheus';
import { DATA_SOURCE } from './dataSource.ts';

/** A question of a panel. */
export interface Query {
  readonly expr: string;
  /** With the labels of a series in braces: `{{model}}`. */
  readonly legend?: string;
  /** One value instead of a line. */
  readonly instant?: true;
  readonly format?: 'heatmap' | 'table';
  /** Points that lead to the trace of a request. */
  readonly exemplar?: true;
}

const FORMATS = { heatmap: PromQueryFormat.Heatmap, table: PromQueryFormat.Table };

/** The queries of a panel as Grafana stores them, `A` first. */
export function targetsOf(queries: readonly Query[]): DataqueryBuilder[] {
  return queries.map(({ expr, legend, instant, format, exemplar }, at) => {
    const query = new DataqueryBuilder()
      .refId(refIdAt(at))
      .datasource(DATA_SOURCE)
      .editorMode(QueryEditorMode.Code)
      .expr(expr)
      .format(format === undefined ? PromQueryFormat.TimeSeries : FORMATS[format])
      .exemplar(exemplar ?? false);
    if (legend !== undefined) query.legendFormat(legend);
    return instant ? query.instant() : query.range();
  });
}

/** `A` for the first query of a panel. */
export function refIdAt(at: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + at);
}
