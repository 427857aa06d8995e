/** Columns that the list can be ordered by. */
export const CHAIN_SORTS = ['model', 'step', 'policy', 'rate', 'proven'] as const;
export type ChainSort = (typeof CHAIN_SORTS)[number];

/** What the list of chains shows, as its URL says. */
export interface ChainListQuery {
  /** Part of a model or of a step. */
  readonly search: string;
  /** Only chains that were not proven lately. */
  readonly notProven: boolean;
  /** Only chains with a step at this provider… */
  readonly provider: string | undefined;
  /** …that calls this upstream model: one breaker. */
  readonly upstreamModel: string | undefined;
  readonly sort: ChainSort;
  readonly descending: boolean;
}

/** Parameters of the URL and what they hold where they are absent. */
const NAMES = { search: 'search', notProven: 'proven', provider: 'provider', upstreamModel: 'upstreamModel' } as const;

function isSort(value: string | null): value is ChainSort {
  return CHAIN_SORTS.some((sort) => sort === value);
}

/** Reads the URL; what it does not know, or knows wrongly, is the default. */
export function readChainListQuery(params: URLSearchParams): ChainListQuery {
  const sort = params.get('sort');
  return {
    search: params.get(NAMES.search) ?? '',
    notProven: params.get(NAMES.notProven) === 'false',
    provider: params.get(NAMES.provider) || undefined,
    upstreamModel: params.get(NAMES.upstreamModel) || undefined,
    sort: isSort(sort) ? sort : 'model',
    descending: params.get('order') === 'desc',
  };
}

/** The URL's parameters after a change; null removes one. Others, such as the scope, stay. */
export function writeChainListQuery(params: URLSearchParams, change: Partial<ChainListQuery>): URLSearchParams {
  const { notProven, sort, descending, ...texts } = change;
  const values: Record<string, string | undefined> = {
    ...texts,
    ...(notProven === undefined ? {} : { [NAMES.notProven]: notProven ? 'false' : undefined }),
    ...(sort === undefined ? {} : { sort: sort === 'model' ? undefined : sort }),
    ...(descending === undefined ? {} : { order: descending ? 'desc' : undefined }),
  };
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** Whether a filter hides anything. */
export function isFiltered({ search, notProven, provider, upstreamModel }: ChainListQuery): boolean {
  return search.trim() !== '' || notProven || provider !== undefined || upstreamModel !== undefined;
}
