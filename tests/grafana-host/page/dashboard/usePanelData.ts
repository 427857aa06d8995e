import { useEffect, useMemo, useState } from 'react';
import { LoadingState, rangeUtil, type DataQueryRequest, type PanelData, type TimeRange } from '@grafana/data';
import { getDataSourceSrv, toDataQueryError } from '@grafana/runtime';
import { from, mergeMap, of, catchError } from 'rxjs';
import { runRequest } from '../services/runRequest.ts';
import type { PanelSource } from './dashboards.ts';

let requests = 0;

function requestOf(source: PanelSource & { kind: 'query' }, range: TimeRange, width: number): DataQueryRequest {
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, width);
  return {
    app: 'dashboard',
    requestId: `panel-${++requests}`,
    targets: [source.query],
    range,
    interval,
    intervalMs,
    maxDataPoints: width,
    scopedVars: {},
    timezone: 'browser',
    startTime: Date.now(),
  };
}

function fixedData({ state, frames, error }: PanelSource & { kind: 'fixed' }, timeRange: TimeRange): PanelData {
  return { state, series: [...frames], timeRange, ...(error === undefined ? {} : { errors: [{ message: error }] }) };
}

/** A panel's data: asked for again when the range changes; the last answer stays while it is asked for. */
export function usePanelData(source: PanelSource, range: TimeRange, width: number): PanelData {
  const [data, setData] = useState<PanelData>({ state: LoadingState.NotStarted, series: [], timeRange: range });
  useEffect(() => {
    if (source.kind === 'fixed') return undefined;
    const answers = from(getDataSourceSrv().get('default')).pipe(
      mergeMap((datasource) => runRequest(datasource, requestOf(source, range, width))),
      catchError((error: unknown) =>
        of<PanelData>({ state: LoadingState.Error, series: [], timeRange: range, errors: [toDataQueryError(error)] }),
      ),
    );
    const subscription = answers.subscribe((answer) =>
      setData((before) => {
        const keeps = answer.state === LoadingState.Loading || answer.state === LoadingState.Error;
        return keeps ? { ...answer, series: before.series } : answer;
      }),
    );
    return () => subscription.unsubscribe();
  }, [source, range, width]);
  const fixed = useMemo(() => (source.kind === 'fixed' ? fixedData(source, range) : undefined), [source, range]);
  return fixed ?? data;
}
