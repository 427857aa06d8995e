import type { AlertThresholds, EffectiveAlerts } from '@understudy/contract';
import type { ModelScope } from './select.ts';
import type { Timing } from './timing.ts';

/** What every rule is made with. */
export interface RuleSettings {
  readonly alerts: EffectiveAlerts;
  readonly timing: Timing;
}

/** What one rule is about. */
export interface RuleScope extends RuleSettings {
  readonly models: ModelScope;
  readonly thresholds: AlertThresholds;
}

/** ` by (cluster, namespace, job, model)`: the labels that aggregation keeps; nothing where it keeps none. */
export function by({ alerts }: RuleSettings, ...own: readonly string[]): string {
  const labels = [...alerts.labels, ...own.filter((label) => !alerts.labels.includes(label))];
  return labels.length === 0 ? '' : ` by (${labels.join(', ')})`;
}

/** `sum by (…) (expr)`. */
export function sumBy(settings: RuleSettings, own: readonly string[], expr: string): string {
  return `sum${by(settings, ...own)} (${expr})`;
}

/** `max by (…) (expr)`. */
export function maxBy(settings: RuleSettings, own: readonly string[], expr: string): string {
  return `max${by(settings, ...own)} (${expr})`;
}

/** `sum by (…) (increase(selector[window]))`; the window in unscaled seconds. */
export function increaseBy(settings: RuleSettings, own: readonly string[], selector: string, window: number): string {
  return sumBy(settings, own, `increase(${selector}[${settings.timing.window(window)}])`);
}
