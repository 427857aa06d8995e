import type { EndpointQuery, listEvents } from '@understudy/contract';
import type { ActivityView } from '../activityView.ts';

/** What a line may be about; `fallback` = requests that left their primary or failed, `request` = all of them. */
export const KIND_CHOICES = ['fallback', 'request', 'breaker', 'config', 'drill'] as const;
export type KindChoice = (typeof KIND_CHOICES)[number];

/** What is shown where nobody chose: everything but requests that went well on their primary. */
const DEFAULT_KINDS: readonly KindChoice[] = ['fallback', 'breaker', 'config', 'drill'];

/** How requests and tests end, in the words of the page. */
export const OUTCOME_CHOICES = ['answered', 'failed', 'client_error', 'cancelled', 'rejected'] as const;
export type OutcomeChoice = (typeof OUTCOME_CHOICES)[number];

/** The agent's outcomes behind each word. */
const OUTCOMES: Readonly<Record<OutcomeChoice, readonly string[]>> = {
  answered: ['success', 'answered'],
  failed: ['error', 'exhausted', 'interrupted'],
  client_error: ['client_error'],
  cancelled: ['cancelled'],
  rejected: ['rejected'],
};

type EventsQuery = Partial<EndpointQuery<typeof listEvents>>;

/** A range of time; `to` absent = up to now, and on. */
export interface EventRange {
  /** ISO 8601. */
  readonly from: string;
  readonly to?: string;
}

function isKind(text: string): text is KindChoice {
  return KIND_CHOICES.some((kind) => kind === text);
}

function isOutcome(text: string): text is OutcomeChoice {
  return OUTCOME_CHOICES.some((outcome) => outcome === text);
}

/** The kinds that are shown. */
export function shownKinds(view: Pick<ActivityView, 'kinds'>): readonly KindChoice[] {
  const chosen = view.kinds.filter(isKind);
  return chosen.length === 0 ? DEFAULT_KINDS : chosen;
}

function kindQuery(view: Pick<ActivityView, 'kinds'>): EventsQuery {
  const kinds = shownKinds(view);
  const asked = new Set(kinds.map((kind) => (kind === 'fallback' ? 'request' : kind)));
  const all = kinds.includes('request') || !asked.has('request');
  return { kind: [...asked].join(','), ...(all ? {} : { requests: 'trouble' as const }) };
}

function listed(name: 'model' | 'trigger' | 'outcome', texts: readonly string[]): EventsQuery {
  return texts.length === 0 ? {} : { [name]: texts.join(',') };
}

/** What the agent is asked for. */
export function eventQuery(view: ActivityView, range: EventRange): EventsQuery {
  const outcomes = view.outcomes.filter(isOutcome).flatMap((outcome) => OUTCOMES[outcome]);
  return {
    ...kindQuery(view),
    ...listed('model', view.models),
    ...listed('trigger', view.triggers),
    ...listed('outcome', outcomes),
    ...(view.request === '' ? {} : { id: view.request }),
    ...range,
  };
}

/** True where the view leaves out what could be there. */
export function isFiltered({ kinds, models, triggers, outcomes, request }: ActivityView): boolean {
  return [kinds, models, triggers, outcomes].some((list) => list.length > 0) || request !== '';
}

/** Takes all filters off. */
export const NO_FILTERS = { kinds: [], models: [], triggers: [], outcomes: [], request: '' } as const;
