import {
  EVENT_KINDS,
  type AgentEvent,
  type EndpointQuery,
  type EventKind,
  type listEvents,
} from '@understudy/contract';
import type { EventFilter, EventPage, KeptRequests, RequestDetail } from '../../telemetry/index.ts';
import { ProblemError } from '../http/problem.ts';
import { anyOf } from './anyOf.ts';
import { EVENTS_CSV_HEAD, eventCsvLine } from './eventsCsv.ts';

/** Where events are read: from memory. */
export interface EventsPort {
  page(filter: EventFilter, limit: number, before?: number): Promise<EventPage>;
  /** The newest request of an id; null = none is kept. */
  request(id: string): Promise<RequestDetail | null>;
  readonly kept: KeptRequests;
}

type Query = EndpointQuery<typeof listEvents>;

const DEFAULT_LIMIT = 100;
/** Events looked for at once. */
const CSV_PORTION = 500;
/** Events made into lines before others have their turn: some tenths of a millisecond. */
const LINES_AT_ONCE = 50;

const ONE_OF = ['model', 'trigger', 'outcome'] as const;
const EXACTLY = ['servedModel', 'provider', 'client'] as const;

/** The kinds of a list with commas. */
function kindsOf(list: string): EventKind[] {
  const named = new Set(list.split(','));
  return EVENT_KINDS.filter((kind) => named.has(kind));
}

/** Names of fields with what they may hold; those that were not asked about are left out. */
function texts<Field extends keyof Query>(
  query: Query,
  fields: readonly Field[],
  parts: (text: string) => readonly string[],
): Partial<Record<Field, readonly string[]>> {
  const given = fields.flatMap((field) => {
    const text = query[field];
    return typeof text === 'string' ? [[field, parts(text)] as const] : [];
  });
  return Object.fromEntries(given) as Partial<Record<Field, readonly string[]>>;
}

function filterOf(query: Query): EventFilter {
  return {
    ...texts(query, ONE_OF, anyOf),
    ...texts(query, EXACTLY, (text) => [text]),
    ...(query.id === undefined ? {} : { id: query.id }),
    ...(query.requests === 'trouble' ? { troubleOnly: true } : {}),
    ...(query.kind === undefined ? {} : { kinds: kindsOf(query.kind) }),
    ...(query.from === undefined ? {} : { from: Date.parse(query.from) }),
    ...(query.to === undefined ? {} : { to: Date.parse(query.to) }),
  };
}

/** A page of events. */
export async function eventPage(
  events: EventsPort,
  query: Query,
): Promise<{ items: AgentEvent[]; next: string | null; kept: KeptRequests }> {
  const before = query.cursor === undefined ? Infinity : Number(query.cursor);
  const { items, next } = await events.page(filterOf(query), query.limit ?? DEFAULT_LIMIT, before);
  return { items: [...items], next: next === null ? null : String(next), kept: events.kept };
}

/** One request with what happened inside it. @throws ProblemError 404 */
export async function requestDetail(events: EventsPort, id: string): Promise<RequestDetail> {
  const found = await events.request(id);
  if (found !== null) return found;
  throw new ProblemError(404, `no request of the id "${id.slice(0, 100)}" is remembered`, {
    code: 'not_found',
    fix: 'GET /api/v1/events?kind=request lists those that are',
  });
}

/** The same as CSV, in portions: everything that matches, or `limit` of it. */
export async function* eventsCsv(events: EventsPort, query: Query): AsyncGenerator<string> {
  yield EVENTS_CSV_HEAD;
  const filter = filterOf(query);
  let left = query.limit ?? Infinity;
  let before: number | null = query.cursor === undefined ? Infinity : Number(query.cursor);
  while (before !== null && left > 0) {
    const { items, next }: EventPage = await events.page(filter, Math.min(left, CSV_PORTION), before);
    for (let first = 0; first < items.length; first += LINES_AT_ONCE) {
      yield items
        .slice(first, first + LINES_AT_ONCE)
        .map(eventCsvLine)
        .join('');
    }
    left -= items.length;
    before = next;
  }
}
