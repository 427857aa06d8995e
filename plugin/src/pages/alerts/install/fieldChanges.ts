import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { fieldsOf, type RuleFields } from './fingerprint.ts';
import type { PlanItem } from './installPlan.ts';
import { secondsText } from './promDuration.ts';

/** A part of a rule that becomes another one; no line = it was not there, or is not any more. */
export interface FieldChange {
  readonly field: keyof RuleFields;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const SHOWN = [
  'title',
  'expression',
  'for',
  'labels',
  'annotations',
  'source',
  'condition',
  'noData',
  'onError',
  'paused',
] as const satisfies readonly (keyof RuleFields)[];

/** Of a rule that is new or goes, what tells it; the rest is the same for all. */
const TELLING: ReadonlySet<keyof RuleFields> = new Set(['expression', 'for', 'labels', 'annotations']);

function linesOf(rule: ProvisionedRule | undefined, field: keyof RuleFields): readonly string[] {
  if (!rule) return [];
  const value = fieldsOf(rule)[field];
  if (typeof value === 'object') return value;
  return [field === 'for' ? secondsText(Number(value)) : String(value)];
}

/** What differs between what is there and what is to be; lines that are the same on both sides are left out. */
export function fieldChanges({ before, after }: Pick<PlanItem, 'before' | 'after'>): readonly FieldChange[] {
  return SHOWN.flatMap((field): FieldChange[] => {
    if ((!before || !after) && !TELLING.has(field)) return [];
    const [old, young] = [linesOf(before, field), linesOf(after, field)];
    const change = {
      field,
      before: old.filter((line) => !young.includes(line)),
      after: young.filter((line) => !old.includes(line)),
    };
    return change.before.length + change.after.length > 0 ? [change] : [];
  });
}
