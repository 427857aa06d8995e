import { t } from '@grafana/i18n';
import { DASH, multiplierThreshold, threshold, waits } from '../../format/format.ts';
import { triggerTitle } from '../../i18n/triggerName.ts';
import type { PolicyPath } from './policyChanges.ts';
import { breakerFields, deadlineFields, retryAfterField } from './policyFields.ts';

function ruleField(field: string): string {
  if (field === 'enabled') return t('policy.change.on', 'on');
  return field === 'retries' ? t('policy.change.retries', 'retries') : t('policy.change.factor', 'factor');
}

function single(path: string): string {
  switch (path) {
    case 'preset':
      return t('policy.change.preset', 'Preset');
    case 'jitter':
      return t('policy.field.jitter', 'Jitter');
    case 'maxDepth':
      return t('policy.field.max-depth', 'Most fallbacks');
    case 'maxCostMultiplier':
      return t('policy.field.max-cost', 'Highest cost ×');
    default:
      return retryAfterField().label;
  }
}

/** What a value of the form is called: "Server error: retries". */
export function changeName(path: PolicyPath): string {
  const [group, name = '', field = ''] = path.split('.');
  if (group === 'triggers') return `${triggerTitle(name)}: ${ruleField(field)}`;
  if (group === 'breaker') {
    const label = breakerFields().find((entry) => entry.field === name)?.label ?? t('policy.change.on', 'on');
    return `${t('policy.breaker.title', 'Breaker')}: ${label.toLowerCase()}`;
  }
  if (group === 'deadlines') return deadlineFields().find((entry) => entry.field === name)?.label ?? name;
  return single(path);
}

function switched(value: boolean): string {
  return value ? t('policy.value.on', 'on') : t('policy.value.off', 'off');
}

/** A value as the form shows it. */
export function changeValue(path: PolicyPath, value: unknown): string {
  if (typeof value === 'boolean') return switched(value);
  if (value === null) return t('policy.value.no-limit', 'no limit');
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return DASH;
  if (path.endsWith('Ms')) return waits(value);
  if (path.endsWith('Ratio')) return threshold(value);
  return path.endsWith('CostMultiplier') ? multiplierThreshold(value) : String(value);
}
