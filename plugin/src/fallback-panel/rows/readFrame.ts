import type { DataFrame } from '@grafana/data';
import { columnsOf, holds, isNamed, type Column } from './Column.ts';
import type { FieldMapping } from './FieldMapping.ts';
import { MEASURE_LABEL, MEASURES, type Measure } from './measure.ts';
import { parseFigure } from './parseFigure.ts';
import { Reading } from './Reading.ts';
import { measureOfName, normalName, roleOfName } from './roleNames.ts';
import type { Series } from './Series.ts';

type NameRole = 'model' | 'fallback';

interface NestedFrame {
  readonly fields: readonly { readonly type: string; readonly values: readonly unknown[] }[];
}

function isNestedFrame(cell: unknown): cell is NestedFrame {
  return typeof cell === 'object' && cell !== null && 'fields' in cell && Array.isArray(cell.fields);
}

function timeOf(cell: unknown): number {
  const ms = typeof cell === 'string' ? Date.parse(cell) : cell;
  return typeof ms === 'number' && Number.isFinite(ms) ? ms : 0;
}

function nameOf(cell: unknown): string | undefined {
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'string' && cell.trim() !== '' ? cell.trim() : undefined;
}

/** Puts a cell into a series: one value, or those of a frame that a transformation put into the cell. */
function take(reading: Reading, series: Series, time: number, cell: unknown): void {
  if (typeof cell === 'number') {
    if (Number.isFinite(cell)) series.push(time, cell);
    return;
  }
  if (isNestedFrame(cell)) {
    const times = cell.fields.find(({ type }) => type === 'time')?.values ?? [];
    const values = cell.fields.find(({ type }) => type === 'number')?.values ?? [];
    values.forEach((value, index) => take(reading, series, timeOf(times[index]), value));
    return;
  }
  const figure = parseFigure(cell);
  if (!figure) return;
  if (figure.percent) reading.percent = true;
  series.push(time, figure.value);
}

function nameColumn(columns: readonly Column[], role: NameRole, mapping: FieldMapping): Column | undefined {
  const wanted = mapping[role];
  if (wanted !== undefined) return columns.find((column) => isNamed(column, wanted));
  const texts = columns.filter((column) => holds(column) !== 'time' && holds(column) !== 'number');
  const named = texts.find(({ names }) => names.some((name) => roleOfName(name) === role));
  if (named || role === 'fallback') return named;
  const unnamed = texts.filter((column) => holds(column) === 'string' && !column.names.some(roleOfName));
  // "Field" is what Grafana's Reduce makes of the series' names.
  return unnamed.find(({ names }) => names.includes('Field')) ?? (unnamed.length === 1 ? unnamed[0] : undefined);
}

function labelOf(column: Column, role: NameRole, mapping: FieldMapping): string | undefined {
  const labels = Object.entries(column.field.labels ?? {}).filter(([label]) => !label.startsWith('__'));
  const wanted = mapping[role];
  if (wanted !== undefined) return nameOf(labels.find(([label]) => label === wanted)?.[1]);
  const named = labels.find(([label]) => roleOfName(label) === role);
  if (named) return nameOf(named[1]);
  return role === 'model' && labels.length === 1 ? nameOf(labels[0]?.[1]) : undefined;
}

/** In a wide frame without labels the column's own name is all that can be the model. */
function ownName({ names }: Column, mapping: FieldMapping): string | undefined {
  if (mapping.model !== undefined) return undefined;
  const [name = ''] = names;
  return roleOfName(name) === undefined && normalName(name) !== 'value' ? nameOf(name) : undefined;
}

function holdsFigures(column: Column, mapping: FieldMapping): boolean {
  const kind = holds(column);
  if (kind === 'time') return false;
  if (kind === 'number' || kind === 'frame') return true;
  if (MEASURES.some((measure) => mapping[measure] !== undefined && isNamed(column, mapping[measure]))) return true;
  return column.names.some((name) => measureOfName(name) !== undefined);
}

/** A column of measures (a label of one query for all of them) splits the values beside it. */
function measureColumn(columns: readonly Column[]): Column | undefined {
  return columns.find((column) => holds(column) === 'string' && column.names.includes(MEASURE_LABEL));
}

function readRows(model: Column, columns: readonly Column[], mapping: FieldMapping): Reading[] {
  const others = columns.filter((column) => column !== model);
  const fallback = nameColumn(others, 'fallback', mapping);
  const time = columns.find((column) => holds(column) === 'time');
  const measures = measureColumn(others);
  const readColumn = (column: Column): Reading[] => {
    const readings = new Map<Measure | undefined, Reading>();
    model.field.values.forEach((cell: unknown, index) => {
      const name = nameOf(cell);
      if (name === undefined) return;
      const measure = measureOfName(nameOf(measures?.field.values[index]) ?? '');
      const reading =
        readings.get(measure) ?? new Reading(column, { model: model.field, fallback: fallback?.field, measure });
      readings.set(measure, reading);
      const series = reading.seriesOf(name, nameOf(fallback?.field.values[index]), index);
      take(reading, series, timeOf(time?.field.values[index]), column.field.values[index]);
    });
    return [...readings.values()];
  };
  return others.filter((column) => column !== fallback && holdsFigures(column, mapping)).flatMap(readColumn);
}

function readSeries(columns: readonly Column[], mapping: FieldMapping): Reading[] {
  const times = columns.find((column) => holds(column) === 'time')?.field.values;
  return columns
    .filter((column) => holdsFigures(column, mapping))
    .flatMap((column) => {
      const label = labelOf(column, 'model', mapping);
      const model = label ?? ownName(column, mapping);
      if (model === undefined) return [];
      const reading = new Reading(column, { nameless: label === undefined });
      const series = reading.seriesOf(model, labelOf(column, 'fallback', mapping), column.field.values.length - 1);
      column.field.values.forEach((cell: unknown, index) => take(reading, series, timeOf(times?.[index]), cell));
      return [reading];
    });
}

/** All numbers of a frame by model: from a table with a column of models, or from series that are labelled with them. */
export function readFrame(frame: DataFrame, mapping: FieldMapping): Reading[] {
  const columns = columnsOf(frame);
  const model = nameColumn(columns, 'model', mapping);
  return model ? readRows(model, columns, mapping) : readSeries(columns, mapping);
}
