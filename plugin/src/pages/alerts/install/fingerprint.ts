import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { textSeconds } from './promDuration.ts';

/**
 * Annotation that says what was installed. Grafana keeps annotations with such a name to itself: no page and no message shows
 * them.
 */
export const FINGERPRINT = '__understudy__';

/** What a person can read of a rule, field by field, in an order of its own; Grafana adds defaults to the rest. */
export interface RuleFields {
  readonly title: string;
  readonly expression: string;
  readonly condition: string;
  readonly source: string;
  /** Seconds. */
  readonly for: number;
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  readonly noData: string;
  readonly onError: string;
  readonly paused: boolean;
}

function sorted(texts: Readonly<Record<string, string>> | null | undefined): readonly string[] {
  return Object.entries(texts ?? {})
    .filter(([name]) => name !== FINGERPRINT)
    .map(([name, text]) => `${name}: ${text}`)
    .sort();
}

/** Everything after the question to Prometheus, in few words: `B math …; C threshold B gt 0`. */
function computedText({ data, condition }: ProvisionedRule): string {
  const parts = data.slice(1).map(({ refId, model }) => {
    const conditions: unknown = model['conditions'];
    const evaluators = Array.isArray(conditions)
      ? conditions.map((one: { readonly evaluator?: { readonly type?: string; readonly params?: unknown } }) =>
          JSON.stringify([one.evaluator?.type, one.evaluator?.params]),
        )
      : [];
    return [refId, model['type'], model['expression'], ...evaluators].map(String).join(' ');
  });
  return `${parts.join('; ')} -> ${condition}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The fields of a rule, as it is to be installed or as Grafana has it. */
export function fieldsOf(rule: ProvisionedRule): RuleFields {
  const [first] = rule.data;
  return {
    title: rule.title,
    expression: textOf(first?.model['expr']),
    condition: computedText(rule),
    source: first?.datasourceUid ?? '',
    for: textSeconds(rule.for),
    labels: sorted(rule.labels),
    annotations: sorted(rule.annotations),
    noData: rule.noDataState,
    onError: rule.execErrState,
    paused: rule.isPaused ?? false,
  };
}

/** 32-bit FNV-1a: it tells an edit, it guards nothing. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of new TextEncoder().encode(text)) value = Math.imul(value ^ character, 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}

/** A short sign of a rule's content; another content has another one. */
export function fingerprintOf(rule: ProvisionedRule): string {
  return hash(JSON.stringify(fieldsOf(rule)));
}

/** True where somebody changed the rule in Grafana after it was installed. */
export function editedByHand(rule: ProvisionedRule): boolean {
  return rule.annotations?.[FINGERPRINT] !== fingerprintOf(rule);
}
