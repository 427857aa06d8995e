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
  /** From 1. */
  readonly page: number;
}

function isSort(value: string): value is ChainSort {
  return CHAIN_SORTS.some((sort) => sort === value);
}

/** `rate`, or `-rate` for the greatest first. */
function readSort(text: string): Pick<ChainListQuery, 'sort' | 'descending'> {
  const name = text.replace(/^-/, '');
  return isSort(name) ? { sort: name, descending: text.startsWith('-') } : { sort: 'model', descending: false };
}

function readPage(text: string | null): number {
  const page = Number(text);
  return Number.isInteger(page) && page > 1 ? page : 1;
}

/** Reads the URL; what it does not know, or knows wrongly, is the default. */
export function readChainListQuery(params: URLSearchParams): ChainListQuery {
  return {
    search: params.get('q') ?? '',
    notProven: params.get('proven') === 'false',
    provider: params.get('provider') || undefined,
    upstreamModel: params.get('upstreamModel') || undefined,
    ...readSort(params.get('sort') ?? ''),
    page: readPage(params.get('page')),
  };
}

/** The URL's parameters for a list; what is the default is left out, and parameters of others, such as the scope, stay. */
export function writeChainListQuery(params: URLSearchParams, query: ChainListQuery): URLSearchParams {
  const sort = `${query.descending ? '-' : ''}${query.sort}`;
  const values: Readonly<Record<string, string | undefined>> = {
    q: query.search,
    proven: query.notProven ? 'false' : undefined,
    provider: query.provider,
    upstreamModel: query.upstreamModel,
    sort: sort === 'model' ? undefined : sort,
    page: query.page > 1 ? String(query.page) : undefined,
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
