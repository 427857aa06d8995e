import { DataFrameType, FieldType, type DataFrame, type Field } from '@grafana/data';
import { seriesOf, type PromResult, type PromSeries } from './promAnswer.ts';
import type { PromQuery } from './promQuery.ts';

function nameOf({ metric }: PromSeries, { legendFormat }: PromQuery): string {
  if (legendFormat !== undefined && legendFormat !== '' && legendFormat !== '__auto') {
    return legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => metric[label] ?? label);
  }
  const { __name__: name = '', ...labels } = metric;
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  if (legendFormat === '__auto' && pairs.length === 1) return Object.values(labels)[0] ?? name;
  return pairs.length > 0 ? `${name}{${pairs.join(', ')}}` : name || 'Value';
}

function timeField(values: number[]): Field<number> {
  return { name: 'Time', type: FieldType.time, config: {}, values };
}

function pointsOf({ values, value }: PromSeries): readonly (readonly [number, string])[] {
  return values ?? (value ? [value] : []);
}

/** One frame a series: time and value, the labels at the value. */
function seriesFrame(series: PromSeries, query: PromQuery, type: DataFrameType, stepMs: number): DataFrame {
  const points = pointsOf(series);
  const value: Field<number> = {
    name: 'Value',
    type: FieldType.number,
    config: { displayNameFromDS: nameOf(series, query) },
    labels: { ...series.metric },
    values: points.map(([, text]) => Number(text)),
  };
  const time = timeField(points.map(([seconds]) => seconds * 1000));
  return {
    refId: query.refId,
    meta: { type },
    fields: [{ ...time, config: { interval: stepMs } }, value],
    length: points.length,
  };
}

/** One frame for all series: time, a column a label, the value. */
function tableFrame(all: readonly PromSeries[], query: PromQuery): DataFrame {
  const labels = [...new Set(all.flatMap(({ metric }) => Object.keys(metric)))].sort();
  const rows = all.flatMap((series) => pointsOf(series).map((point) => ({ metric: series.metric, point })));
  const columns = labels.map((name): Field<string> => ({
    name,
    type: FieldType.string,
    config: { filterable: true },
    values: rows.map(({ metric }) => metric[name] ?? ''),
  }));
  const value: Field<number> = {
    name: 'Value',
    type: FieldType.number,
    config: {},
    values: rows.map(({ point }) => Number(point[1])),
  };
  const time = timeField(rows.map(({ point }) => point[0] * 1000));
  return { refId: query.refId, meta: {}, fields: [time, ...columns, value], length: rows.length };
}

/** The frames that Grafana's Prometheus plugin makes of an answer. */
export function promFrames(result: PromResult, query: PromQuery, stepMs: number): DataFrame[] {
  const all = seriesOf(result);
  if (query.format === 'table') return all.length > 0 ? [tableFrame(all, query)] : [];
  const type = result.resultType === 'matrix' ? DataFrameType.TimeSeriesMulti : DataFrameType.NumericMulti;
  return all.map((series) => seriesFrame(series, query, type, stepMs));
}
