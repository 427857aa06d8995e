/** One series of a matrix or a vector. */
export interface PromSeries {
  readonly metric: Readonly<Record<string, string>>;
  /** Of a matrix: seconds and a number as text. */
  readonly values?: readonly (readonly [number, string])[];
  /** Of a vector. */
  readonly value?: readonly [number, string];
}

/** What a query gave. */
export type PromResult =
  | { readonly resultType: 'matrix'; readonly result: readonly PromSeries[] }
  | { readonly resultType: 'vector'; readonly result: readonly PromSeries[] }
  | { readonly resultType: 'scalar'; readonly result: readonly [number, string] }
  | { readonly resultType: 'string'; readonly result: readonly [number, string] };

/** The envelope of Prometheus' HTTP API. */
export interface PromAnswer<T> {
  readonly status: 'success' | 'error';
  readonly data?: T;
  readonly error?: string;
}

/** The series of any result; a scalar is one without labels. */
export function seriesOf(result: PromResult): readonly PromSeries[] {
  if (result.resultType === 'scalar' || result.resultType === 'string') return [{ metric: {}, value: result.result }];
  return result.result;
}
