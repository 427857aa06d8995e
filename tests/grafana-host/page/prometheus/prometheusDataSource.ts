import {
  DataSourceApi,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type MetricFindValue,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { lastValueFrom } from 'rxjs';
import type { PromAnswer, PromResult } from './promAnswer.ts';
import { promFrames } from './promFrames.ts';
import { isPromQuery, type PromQuery } from './promQuery.ts';
import { interpolateWindow, queryWindow, secondsOf } from './queryWindow.ts';

interface PromJsonData extends DataSourceJsonData {
  readonly timeInterval?: string;
}

/** Stands in for Grafana's own Prometheus plugin: real queries to a real Prometheus, through the host's proxy. */
export class PrometheusDataSource extends DataSourceApi {
  readonly #url: string;
  readonly #scrapeInterval: number;
  override readonly interval: string;

  constructor(settings: DataSourceInstanceSettings) {
    super(settings);
    this.#url = settings.url ?? '';
    const jsonData: PromJsonData = settings.jsonData;
    this.interval = jsonData.timeInterval ?? '15s';
    this.#scrapeInterval = secondsOf(this.interval) ?? 15;
  }

  override async query(request: DataQueryRequest): Promise<DataQueryResponse> {
    const targets = request.targets.filter(isPromQuery).filter((target) => this.filterQuery(target));
    const answers = await Promise.all(
      targets.flatMap((target) => {
        const isInstant = target.instant === true;
        const kinds = target.range === true || !isInstant ? ['query_range'] : [];
        return [...kinds, ...(isInstant ? ['query'] : [])].map((kind) => this.#ask(kind, target, request));
      }),
    );
    return { data: answers.flat() };
  }

  async #ask(kind: string, target: PromQuery, request: DataQueryRequest): Promise<DataFrame[]> {
    const { range, intervalMs, scopedVars, requestId } = request;
    const least = secondsOf(target.interval) ?? this.#scrapeInterval;
    const window = queryWindow(range.from.valueOf(), range.to.valueOf(), Math.max(intervalMs / 1000, least));
    const replaced = getTemplateSrv().replace(target.expr, this.#withoutOwn(scopedVars));
    const query = interpolateWindow(replaced, window, this.#scrapeInterval);
    const { start, end, step } = window;
    // An instant query asks for the very end of the range, unaligned.
    const time = String(range.to.valueOf() / 1000);
    const data: Readonly<Record<string, string>> =
      kind === 'query' ? { query, time } : { query, start: String(start), end: String(end), step: String(step) };
    const result = await this.#post<PromResult>(`/api/v1/${kind}`, data, `${requestId}/${target.refId}/${kind}`);
    return promFrames(result, target, step * 1000);
  }

  /** Scenes bring values for `__interval` that are theirs, not this query's. */
  #withoutOwn(scopedVars: DataQueryRequest['scopedVars']): DataQueryRequest['scopedVars'] {
    return Object.fromEntries(Object.entries(scopedVars).filter(([name]) => !/^__(rate_)?(interval|range)/.test(name)));
  }

  async #post<T>(path: string, data: Readonly<Record<string, string>>, requestId?: string): Promise<T> {
    const { data: answer } = await lastValueFrom(
      getBackendSrv().fetch<PromAnswer<T>>({
        url: `${this.#url}${path}`,
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        data,
        showErrorAlert: false,
        ...(requestId === undefined ? {} : { requestId }),
      }),
    );
    if (answer.data === undefined) throw new Error(answer.error ?? 'Prometheus did not answer');
    return answer.data;
  }

  /** Only `label_values(metric, label)` and `label_values(label)`. */
  override async metricFindQuery(query: string): Promise<MetricFindValue[]> {
    const [, metric, label = ''] = /^label_values\((?:(.+),)?\s*(\w+)\)$/.exec(query) ?? [];
    const url = `${this.#url}/api/v1/label/${label}/values`;
    const answer = await getBackendSrv().get<PromAnswer<string[]>>(
      url,
      metric === undefined ? {} : { 'match[]': metric },
    );
    return (answer.data ?? []).map((text) => ({ text }));
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    await this.#post<PromResult>('/api/v1/query', { query: '1+1' });
    return { status: 'success', message: 'Successfully queried the Prometheus API.' };
  }

  override filterQuery(query: DataQuery): boolean {
    return query.hide !== true && isPromQuery(query) && query.expr !== '';
  }

  override interpolateVariablesInQueries(
    queries: DataQuery[],
    scopedVars: DataQueryRequest['scopedVars'],
  ): DataQuery[] {
    return queries.map((query) =>
      isPromQuery(query) ? { ...query, expr: getTemplateSrv().replace(query.expr, scopedVars) } : query,
    );
  }
}
