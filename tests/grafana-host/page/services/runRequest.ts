import { LoadingState, toDataFrame, type DataQueryRequest, type DataSourceApi, type PanelData } from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, from, map, of, startWith, type Observable } from 'rxjs';

/** Runs a query the way Grafana's core does for panels and scenes: first "loading", then the data or the error. */
export function runRequest(datasource: DataSourceApi, request: DataQueryRequest): Observable<PanelData> {
  const start: PanelData = { state: LoadingState.Loading, series: [], timeRange: request.range, request };
  request.startTime = Date.now();
  return from(datasource.query(request)).pipe(
    map((response): PanelData => {
      request.endTime = Date.now();
      const failed = response.errors?.[0];
      return {
        ...start,
        state: failed ? LoadingState.Error : (response.state ?? LoadingState.Done),
        series: response.data.map((frame: object) => toDataFrame(frame)),
        ...(failed ? { error: failed, errors: response.errors ?? [] } : {}),
      };
    }),
    catchError((error: unknown) => {
      const failure = toDataQueryError(error);
      return of<PanelData>({ ...start, state: LoadingState.Error, error: failure, errors: [failure] });
    }),
    startWith(start),
  );
}
