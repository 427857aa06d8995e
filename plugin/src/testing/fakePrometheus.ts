import { of, throwError } from 'rxjs';
import { FieldType, toDataFrame, type DataQueryRequest } from '@grafana/data';
import { setDataSourceSrv, type DataSourceSrv } from '@grafana/runtime';

/** One series as a test says it: its labels and its newest value. */
export interface FakeSeries {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Puts a Prometheus (`prom` in lists) behind every data source uid that answers by the name of an expression; an error refuses all. */
export function fakePrometheus(answers: Readonly<Record<string, readonly FakeSeries[]>> | Error): void {
  const frames = ({ targets }: DataQueryRequest) =>
    answers instanceof Error
      ? []
      : targets.flatMap(({ refId }) =>
          (answers[refId] ?? []).map(({ labels = {}, value }) =>
            toDataFrame({
              refId,
              fields: [
                { name: 'Time', type: FieldType.time, values: [Date.now()] },
                { name: 'Value', type: FieldType.number, labels, values: [value] },
              ],
            }),
          ),
        );
  const source = {
    query: (request: DataQueryRequest) =>
      answers instanceof Error ? throwError(() => answers) : of({ data: frames(request) }),
  };
  const listed = { uid: 'prom', name: 'Prometheus', isDefault: true };
  const service: Partial<DataSourceSrv> = {
    get: () => Promise.resolve(source as never),
    getList: () => [listed as never],
  };
  setDataSourceSrv(service as never);
}
