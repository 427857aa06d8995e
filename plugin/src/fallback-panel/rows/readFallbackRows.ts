import type { DataFrame } from '@grafana/data';
import { assignMeasures, type Assignment } from './assignMeasures.ts';
import { costOfFallbacks } from './costOfFallbacks.ts';
import type { FallbackRow, Origin } from './FallbackRow.ts';
import { AUTOMATIC, type FieldMapping } from './FieldMapping.ts';
import { MEASURES, type Measure, type Role } from './measure.ts';
import { ModelFigures } from './ModelFigures.ts';
import { rateDivisor } from './rateScale.ts';
import { readFrame } from './readFrame.ts';
import type { ModelSeries, Reading } from './Reading.ts';
import { Series } from './Series.ts';
import { trendOf } from './trendOf.ts';

/** What the panel needs and the data doesn't have. */
export type MissingFields = 'model' | 'rate';

/** The rows of a panel. */
export interface FallbackRows {
  readonly rows: readonly FallbackRow[];
  /** The data has values, but not these. */
  readonly problem?: MissingFields;
  /** Nothing in the data says that it is about fallbacks: it only could be. */
  readonly guessed: boolean;
}

interface Gathered {
  readonly figures: ModelFigures;
  readonly origins: Partial<Record<Role, Origin>>;
}

function divided(series: Series, divisor: number): Series {
  if (divisor === 1) return series;
  const scaled = new Series();
  const { times, values } = series.moments(false);
  values.forEach((value, index) => scaled.push(times[index] ?? 0, value / divisor));
  return scaled;
}

/** Measures that make a model a row; the others only say more about one. */
const OF_ROWS: readonly Measure[] = ['rate', 'fallbacks', 'total'];

function addOrigins(
  known: Gathered,
  measure: Measure,
  { column, beside }: Reading,
  { fallback, index }: ModelSeries,
): void {
  known.origins[measure] ??= { field: column.field, index };
  if (beside.model) known.origins.model ??= { field: beside.model, index };
  if (beside.fallback && fallback !== undefined) known.origins.fallback ??= { field: beside.fallback, index };
}

function gather({ readings }: Assignment, mapping: FieldMapping): Map<string, Gathered> {
  const models = new Map<string, Gathered>();
  const takeIn = (measure: Measure, reading: Reading, divisor: number): void => {
    for (const entry of reading.models) {
      const known = models.get(entry.model) ?? { figures: new ModelFigures(mapping.reducer), origins: {} };
      if (OF_ROWS.includes(measure)) models.set(entry.model, known);
      known.figures.add(measure, entry.fallback, divided(entry.series, divisor));
      addOrigins(known, measure, reading, entry);
    }
  };
  for (const measure of [...OF_ROWS, ...MEASURES.filter((other) => !OF_ROWS.includes(other))]) {
    const ofMeasure = readings.get(measure) ?? [];
    for (const reading of ofMeasure) {
      takeIn(measure, reading, measure === 'rate' ? rateDivisor(reading, ofMeasure, mapping) : 1);
    }
  }
  return models;
}

/** Counts agree with each other and can be added up, so they come before a rate that was found beside them. */
function rateOf(figures: ModelFigures, mapping: FieldMapping): number | undefined {
  const given = figures.sum('rate');
  const fallbacks = figures.sum('fallbacks');
  const total = figures.sum('total');
  const counted = fallbacks !== undefined && total !== undefined;
  if (!counted || (mapping.rate !== undefined && given !== undefined)) return given;
  return total > 0 ? fallbacks / total : undefined;
}

function multiplierOf(figures: ModelFigures): number | undefined {
  const values = figures.byTarget('multiplier');
  if (values.size < 2) return values.values().next().value;
  const counts = figures.byTarget('fallbacks');
  const weights = [...values.keys()].map((target) => counts.get(target) ?? 0);
  const whole = weights.reduce((total, weight) => total + weight, 0);
  return [...values.values()].reduce((mean, value, index) => {
    return mean + value * (whole > 0 ? (weights[index] ?? 0) / whole : 1 / values.size);
  }, 0);
}

function hasAll(assignment: Assignment): boolean {
  const has = (measure: Measure): boolean => assignment.readings.has(measure);
  return (has('multiplier') && has('extraCost')) || (has('cost') && has('baseline'));
}

function rowOf(model: string, { figures, origins }: Gathered, mapping: FieldMapping, complete: boolean): FallbackRow {
  const rate = rateOf(figures, mapping);
  const total = figures.sum('total');
  const fallbacks = figures.sum('fallbacks') ?? (rate === undefined || total === undefined ? undefined : rate * total);
  const [fallback, ...moreFallbacks] = figures.fallbacks();
  const moved = fallbacks ?? rate;
  return {
    model,
    fallback,
    moreFallbacks,
    rate,
    fallbacks,
    total,
    cost: costOfFallbacks({
      fellBack: moved === undefined ? undefined : moved > 0,
      multiplier: multiplierOf(figures),
      cost: figures.sum('cost'),
      baseline: figures.sum('baseline'),
      extraCost: figures.sum('extraCost'),
      unpriced: figures.sum('unpriced'),
      complete,
    }),
    estimated: (figures.sum('estimated') ?? 0) > 0,
    trend: trendOf(figures),
    origins,
  };
}

function problemOf(frames: readonly DataFrame[], readings: readonly Reading[], assignment: Assignment) {
  const has = (measure: Measure): boolean => assignment.readings.has(measure);
  if (!frames.some(({ length, fields }) => length > 0 && fields.length > 0)) return undefined;
  const enough = has('rate') || (has('fallbacks') && has('total'));
  if (enough && readings.some(({ models }) => models.length > 0)) return undefined;
  return readings.some(({ beside, models }) => beside.nameless !== true && models.length > 0) ? 'rate' : 'model';
}

/** Reads the models of any frames that name them: tables, wide and long series, one query or several. */
export function readFallbackRows(frames: readonly DataFrame[], mapping: FieldMapping = AUTOMATIC): FallbackRows {
  const readings = frames.flatMap((frame) => readFrame(frame, mapping));
  const assignment = assignMeasures(readings, mapping);
  const problem = problemOf(frames, readings, assignment);
  if (problem) return { rows: [], problem, guessed: false };
  const complete = hasAll(assignment);
  const rows = [...gather(assignment, mapping)].map(([model, gathered]) => rowOf(model, gathered, mapping, complete));
  return { rows, guessed: assignment.guessed };
}
