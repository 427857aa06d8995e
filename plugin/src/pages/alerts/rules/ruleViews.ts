import type { AlertRule } from '@understudy/contract';
import type { RuleStatus } from '../../../api/alerting/ruleStates.ts';
import { placeOf } from './placeOf.ts';
import { worstState, type Instance, type Place, type RuleState } from './ruleState.ts';
import { sameExpression } from './sameExpression.ts';

/** What Prometheus says of alerts where it does not tell its rules: the newest value of the series `ALERTS`. */
export interface FoundAlert {
  readonly labels: Readonly<Record<string, string>>;
}

/** What was found out; undefined = could not be asked, or not yet. */
export interface Sources {
  /** Rules of the data source. */
  readonly prometheus: readonly RuleStatus[] | undefined;
  /** In place of them. */
  readonly alerts: readonly FoundAlert[] | undefined;
  /** Grafana's own rules. */
  readonly grafana: readonly RuleStatus[] | undefined;
  /** Uids of Grafana's rules that are not as they would be installed now. */
  readonly outdated: ReadonlySet<string>;
  /** Everybody who could evaluate a rule was asked: what nobody knows is nowhere. */
  readonly complete: boolean;
}

/** A rule of the agent, with how it stands. */
export interface RuleView {
  readonly rule: AlertRule;
  readonly places: readonly Place[];
  readonly state: RuleState;
}

type Labels = Readonly<Record<string, string>>;

function carries(labels: Labels | undefined, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels?.[name] === value);
}

/** Several rules may have one name: then the labels tell them apart, and where these are the same the expression. */
function inPrometheus({ alert, labels, expr }: AlertRule, statuses: readonly RuleStatus[]): RuleStatus | undefined {
  const named = statuses.filter((status) => status.type === 'alerting' && status.name === alert);
  const labelled = named.filter((status) => carries(status.labels, labels));
  return labelled.find(({ query }) => sameExpression(query, expr)) ?? labelled[0];
}

function fromAlerts({ alert, labels }: AlertRule, alerts: readonly FoundAlert[]): Place | undefined {
  const own = alerts.filter((found) => found.labels['alertname'] === alert && carries(found.labels, labels));
  if (own.length === 0) return undefined;
  const instances = own.map(({ labels: { alertname: _name, alertstate, __name__: _series, ...rest } }): Instance => ({
    state: alertstate === 'firing' ? 'firing' : 'pending',
    labels: rest,
    text: '',
    since: undefined,
  }));
  const state = instances.some((instance) => instance.state === 'firing') ? 'firing' : 'pending';
  return { kind: 'prometheus', state, file: '', instances, problem: undefined, outdated: false, uid: undefined };
}

function placesOf(rule: AlertRule, { prometheus, alerts, grafana, outdated }: Sources): readonly Place[] {
  const asked = prometheus && inPrometheus(rule, prometheus);
  const own = grafana?.find(({ uid }) => uid === rule.id);
  return [
    asked && placeOf('prometheus', asked, !sameExpression(asked.query, rule.expr)),
    alerts && fromAlerts(rule, alerts),
    own && placeOf('grafana', own, outdated.has(rule.id)),
  ].filter((place) => place !== undefined);
}

/** Each rule with where it is evaluated and how it stands there. */
export function ruleViews(rules: readonly AlertRule[], sources: Sources): readonly RuleView[] {
  return rules.map((rule) => {
    const places = placesOf(rule, sources);
    const state = worstState(places.map((place) => place.state)) ?? (sources.complete ? 'absent' : 'unknown');
    return { rule, places, state };
  });
}

const FIRST: ReadonlyMap<RuleState, number> = new Map([
  ['firing', 0],
  ['error', 1],
  ['pending', 2],
]);

/** What needs somebody comes first, the rest stays in the agent's order. */
export function worstFirst(views: readonly RuleView[]): readonly RuleView[] {
  const rank = ({ state }: RuleView): number => FIRST.get(state) ?? FIRST.size;
  return [...views].sort((one, other) => rank(one) - rank(other));
}
