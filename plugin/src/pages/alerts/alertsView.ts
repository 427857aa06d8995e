import { ALERT_SEVERITIES, type AlertSeverity } from '@understudy/contract';
import { RULE_STATES, type RuleState } from './rules/ruleState.ts';
import type { RuleView } from './rules/ruleViews.ts';

/** Drawers of the page; one is open at most. */
export const DRAWERS = ['install', 'file'] as const;
export type AlertsDrawer = (typeof DRAWERS)[number] | 'none';

/** What the page shows, as its address says. Empty lists filter nothing. */
export interface AlertsView {
  readonly search: string;
  readonly severities: readonly AlertSeverity[];
  readonly states: readonly RuleState[];
  /** Id of the rule that is open; empty = none. */
  readonly open: string;
  readonly drawer: AlertsDrawer;
}

const PARAMS = { search: 'q', severities: 'severity', states: 'state', open: 'rule', drawer: 'drawer' } as const;

function listIn<T extends string>(params: URLSearchParams, name: string, known: readonly T[]): readonly T[] {
  const asked = new Set(params.get(name)?.split(','));
  return known.filter((value) => asked.has(value));
}

/** Reads the view; what is not understood filters nothing. */
export function alertsView(params: URLSearchParams): AlertsView {
  return {
    search: params.get(PARAMS.search) ?? '',
    severities: listIn(params, PARAMS.severities, ALERT_SEVERITIES),
    states: listIn(params, PARAMS.states, RULE_STATES),
    open: params.get(PARAMS.open) ?? '',
    drawer: DRAWERS.find((drawer) => drawer === params.get(PARAMS.drawer)) ?? 'none',
  };
}

/** The address with a part of the view changed; what is empty is left out of it. */
export function withAlertsView(params: URLSearchParams, change: Partial<AlertsView>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [field, value] of Object.entries(change)) {
    const name = PARAMS[field as keyof AlertsView];
    const text = typeof value === 'string' ? value : value.join(',');
    if (text === '' || text === 'none') next.delete(name);
    else next.set(name, text);
  }
  return next;
}

/** True where filters hide something. */
export function isFiltered({ search, severities, states }: AlertsView): boolean {
  return search.trim() !== '' || severities.length > 0 || states.length > 0;
}

/** The rules that the filters let through; the search looks at names, words and expressions. */
export function filterRules(views: readonly RuleView[], view: AlertsView): readonly RuleView[] {
  const wanted = view.search.trim().toLowerCase();
  return views.filter(({ rule, state }) => {
    const texts = [rule.title, rule.summary, rule.threshold, rule.runbook, rule.model ?? '', rule.expr];
    return (
      (view.severities.length === 0 || view.severities.includes(rule.severity)) &&
      (view.states.length === 0 || view.states.includes(state)) &&
      (wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted)))
    );
  });
}
