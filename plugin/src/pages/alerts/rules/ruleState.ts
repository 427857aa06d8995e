/** How a rule stands, worst first; `unknown` = nobody could be asked, `absent` = nobody evaluates it. */
export const RULE_STATES = ['firing', 'pending', 'error', 'paused', 'ok', 'unknown', 'absent'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** Whose rule it is. */
export type PlaceKind = 'prometheus' | 'grafana';

/** Something that a rule found. */
export interface Instance {
  readonly state: 'firing' | 'pending' | 'error';
  readonly labels: Readonly<Record<string, string>>;
  /** In words, rendered by whoever evaluates the rule; empty = it says nothing. */
  readonly text: string;
  /** RFC 3339; undefined = not known. */
  readonly since: string | undefined;
}

/** A place where a rule is evaluated. */
export interface Place {
  readonly kind: PlaceKind;
  readonly state: Exclude<RuleState, 'absent' | 'unknown'>;
  /** Rule file of Prometheus, or title of Grafana's folder; empty = not known. */
  readonly file: string;
  readonly instances: readonly Instance[];
  /** Why it could not be evaluated. */
  readonly problem: string | undefined;
  /** It is not what the agent would install now. */
  readonly outdated: boolean;
  /** Of Grafana's own. */
  readonly uid: string | undefined;
}

/** The worst of several states. */
export function worstState(states: readonly RuleState[]): RuleState | undefined {
  return RULE_STATES.find((state) => states.includes(state));
}
