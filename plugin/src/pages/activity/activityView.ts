/** Parts of the address that the page owns. */
const VIEW_PARAMS = {
  tab: 'tab',
  kinds: 'kind',
  models: 'model',
  triggers: 'trigger',
  outcomes: 'outcome',
  request: 'request',
  event: 'event',
  authors: 'who',
  resources: 'resource',
  entry: 'entry',
} as const;

export type ActivityTab = 'events' | 'audit';

/** What the page shows, as its address says. Empty lists filter nothing. */
export interface ActivityView {
  readonly tab: ActivityTab;
  readonly kinds: readonly string[];
  readonly models: readonly string[];
  readonly triggers: readonly string[];
  readonly outcomes: readonly string[];
  /** Beginning of the id of a request. */
  readonly request: string;
  /** Id of the request or test whose row is open; empty = none. */
  readonly event: string;
  readonly authors: readonly string[];
  readonly resources: readonly string[];
  /** Number of the audit entry that is open; empty = none. */
  readonly entry: string;
}

type ListField = 'kinds' | 'models' | 'triggers' | 'outcomes' | 'authors' | 'resources';

function listOf(params: URLSearchParams, field: ListField): readonly string[] {
  const text = params.get(VIEW_PARAMS[field]) ?? '';
  return text.split(',').filter((part) => part !== '');
}

/** Reads the view; what is not understood filters nothing. */
export function viewOf(params: URLSearchParams): ActivityView {
  const text = (field: 'request' | 'event' | 'entry'): string => params.get(VIEW_PARAMS[field])?.trim() ?? '';
  return {
    tab: params.get(VIEW_PARAMS.tab) === 'audit' ? 'audit' : 'events',
    kinds: listOf(params, 'kinds'),
    models: listOf(params, 'models'),
    triggers: listOf(params, 'triggers'),
    outcomes: listOf(params, 'outcomes'),
    request: text('request'),
    event: text('event'),
    authors: listOf(params, 'authors'),
    resources: listOf(params, 'resources'),
    entry: text('entry'),
  };
}

/** The address with a part of the view changed; what is empty is left out of it. */
export function withView(params: URLSearchParams, change: Partial<ActivityView>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [field, value] of Object.entries(change)) {
    const name = VIEW_PARAMS[field as keyof ActivityView];
    const text = typeof value === 'string' ? value : value.join(',');
    if (text === '' || text === 'events') next.delete(name);
    else next.set(name, text);
  }
  return next;
}
