import type { AgentEvent, EventKind } from '@understudy/contract';

/** Fields that a text filter may name. */
export const FILTER_FIELDS = ['model', 'servedModel', 'provider', 'trigger', 'outcome', 'client'] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** Which events are asked for: each field holds one of its texts. A filter that a kind has no field for leaves that kind out. */
export type EventFilter = Readonly<Partial<Record<FilterField, readonly string[]>>> & {
  /** Default: every kind. */
  readonly kinds?: readonly EventKind[];
  /** Beginning of the id of a request or a drill. */
  readonly id?: string;
  /** Of requests only those that left their primary or failed; other kinds are not concerned. */
  readonly troubleOnly?: boolean;
  /** Epoch ms, inclusive. */
  readonly from?: number;
  /** Epoch ms, exclusive. */
  readonly to?: number;
};

/** Events that are kept as they are; requests are kept in columns and filtered there. */
export type OtherEvent = Exclude<AgentEvent, { kind: 'request' }>;
type Of<Kind extends OtherEvent['kind']> = Extract<OtherEvent, { kind: Kind }>;

function fallbackHas(event: Of<'fallback'>, field: FilterField, wanted: string): boolean {
  switch (field) {
    case 'model':
      return event.model === wanted;
    case 'servedModel':
      return event.toModel === wanted;
    case 'provider':
      return event.fromProvider === wanted || event.toProvider === wanted;
    case 'trigger':
      return event.reason === wanted;
    default:
      return false;
  }
}

function drillHas(event: Of<'drill'>, field: FilterField, wanted: string): boolean {
  return field !== 'provider' && field !== 'client' && event[field] === wanted;
}

function has(event: OtherEvent, field: FilterField, wanted: string): boolean {
  switch (event.kind) {
    case 'fallback':
      return fallbackHas(event, field, wanted);
    case 'breaker':
      return (field === 'model' || field === 'provider') && event[field] === wanted;
    case 'config':
      return field === 'outcome' && event.outcome === wanted;
    case 'drill':
      return drillHas(event, field, wanted);
  }
}

function hasId(event: OtherEvent, beginning: string): boolean {
  return (event.kind === 'fallback' || event.kind === 'drill') && event.id.startsWith(beginning);
}

/** What each kind can be asked for; by a field that it lacks none of its events are found. */
const FIELDS: Readonly<Record<OtherEvent['kind'], readonly (FilterField | 'id')[]>> = {
  fallback: ['model', 'servedModel', 'provider', 'trigger', 'id'],
  breaker: ['model', 'provider'],
  config: ['outcome'],
  drill: ['model', 'servedModel', 'trigger', 'outcome', 'id'],
};

/** Whether a kind has every field that is asked for: otherwise there is nothing to look for. */
export function kindMayMatch(kind: OtherEvent['kind'], filter: EventFilter): boolean {
  return ([...FILTER_FIELDS, 'id'] as const).every(
    (field) => filter[field] === undefined || FIELDS[kind].includes(field),
  );
}

/** Whether an event is asked for; its kind is the caller's to choose. */
export function matchesFilter(event: OtherEvent, at: number, filter: EventFilter): boolean {
  if (at < (filter.from ?? -Infinity) || at >= (filter.to ?? Infinity)) return false;
  if (filter.id !== undefined && !hasId(event, filter.id)) return false;
  for (const field of FILTER_FIELDS) {
    const wanted = filter[field];
    if (wanted !== undefined && !wanted.some((text) => has(event, field, text))) return false;
  }
  return true;
}
