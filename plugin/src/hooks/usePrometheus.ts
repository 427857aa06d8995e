import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { askPrometheus, type PrometheusError, type PromQuestion, type Series } from '../api/prometheus.ts';

/** What is asked of Prometheus, without the moment: each refresh asks about the moment it happens at. */
export interface LiveQuestion extends Omit<PromQuestion, 'from' | 'to' | 'uid'> {
  /** Undefined = no data source is chosen, nothing is asked. */
  readonly uid: string | undefined;
  /** Milliseconds since the epoch at which the range begins, and ends, as of `now`. */
  readonly rangeAt: (now: number) => { readonly from: number; readonly to: number };
  /** Changes with what `rangeAt` gives, such as the address's `from` and `to`. */
  readonly rangeKey: string;
}

/** Answers of Prometheus, asked again with the page's refresh; the last ones stay while it asks. */
export function usePrometheus(
  name: string,
  { uid, expressions, stepSeconds, rangeAt, rangeKey }: LiveQuestion,
): UseQueryResult<Readonly<Record<string, readonly Series[]>>, PrometheusError> {
  return useQuery<Readonly<Record<string, readonly Series[]>>, PrometheusError>({
    queryKey: ['prometheus', name, uid ?? null, expressions, stepSeconds ?? null, rangeKey],
    queryFn: () => {
      if (uid === undefined) throw new Error('asked without a data source');
      return askPrometheus({
        uid,
        expressions,
        ...rangeAt(Date.now()),
        ...(stepSeconds !== undefined && { stepSeconds }),
      });
    },
    enabled: uid !== undefined,
    placeholderData: keepPreviousData,
  });
}
