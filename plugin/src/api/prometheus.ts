import { from, lastValueFrom, isObservable } from 'rxjs';
import {
  CoreApp,
  dateTime,
  FieldType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';

/** One series at one moment, or over a range. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** What is asked: expressions by name, all over the same range. */
export interface PromQuestion {
  /** UID of the data source. */
  readonly uid: string;
  readonly expressions: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Seconds between two points of a range; absent = only the value at `to`. */
  readonly stepSeconds?: number;
}

/** A question that Prometheus, or the way to it, could not answer. The message is the data source's own. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError';
}

interface PromQuery extends DataQuery {
  readonly expr: string;
  readonly instant: boolean;
  readonly range: boolean;
  readonly format: 'time_series';
  readonly interval?: string;
}

function targets({ uid, expressions, stepSeconds }: PromQuestion): PromQuery[] {
  return Object.entries(expressions).map(([refId, expr]) => ({
    refId,
    expr,
    datasource: { type: 'prometheus', uid },
    instant: stepSeconds === undefined,
    range: stepSeconds !== undefined,
    format: 'time_series',
    ...(stepSeconds !== undefined && { interval: `${stepSeconds}s` }),
  }));
}

function requestOf(question: PromQuestion): DataQueryRequest<PromQuery> {
  const range: TimeRange = {
    from: dateTime(question.from),
    to: dateTime(question.to),
    raw: { from: dateTime(question.from), to: dateTime(question.to) },
  };
  const intervalMs = (question.stepSeconds ?? 60) * 1_000;
  return {
    requestId: `understudy-${Object.keys(question.expressions).join('-')}`,
    app: CoreApp.Unknown,
    range,
    interval: `${intervalMs / 1_000}s`,
    intervalMs,
    maxDataPoints: Math.max(1, Math.ceil((question.to - question.from) / intervalMs)),
    scopedVars: {},
    targets: targets(question),
    timezone: 'utc',
    startTime: Date.now(),
  };
}

function seriesOf(frame: DataFrame): Series[] {
  const times: readonly number[] = frame.fields.find((field) => field.type === FieldType.time)?.values ?? [];
  return frame.fields
    .filter((field) => field.type === FieldType.number)
    .map((field) => {
      const values: readonly number[] = field.values;
      return { labels: field.labels ?? {}, times, values };
    });
}

function failure(response: DataQueryResponse): string | undefined {
  const error = response.errors?.[0];
  return error && (error.message ?? error.data?.message ?? 'The query failed.');
}

/**
 * Asks through Grafana's data source, with the rights of the signed-in person.
 * @returns series by the name of their expression; an expression without data has none
 * @throws PrometheusError
 */
export async function askPrometheus(question: PromQuestion): Promise<Readonly<Record<string, readonly Series[]>>> {
  try {
    const source = await getDataSourceSrv().get({ uid: question.uid });
    const answer = source.query(requestOf(question));
    const response = await lastValueFrom(isObservable(answer) ? answer : from(answer));
    const problem = failure(response);
    if (problem !== undefined) throw new PrometheusError(problem);
    const frames: readonly DataFrame[] = response.data;
    return Object.fromEntries(
      Object.keys(question.expressions).map((name) => [
        name,
        frames.filter((frame) => frame.refId === name).flatMap(seriesOf),
      ]),
    );
  } catch (error) {
    if (error instanceof PrometheusError) throw error;
    throw new PrometheusError(error instanceof Error ? error.message : 'Prometheus does not answer.');
  }
}
