import { t } from '@grafana/i18n';
import type { RuleFields } from './fingerprint.ts';
import type { PlanKind } from './installPlan.ts';
import { InstallProblem, type InstallStep, type StepFact } from './runInstall.ts';

/** What a step does. */
export function stepWords(step: InstallStep): string {
  switch (step) {
    case 'look':
      return t('alerts.step.look', 'Look at the rules again');
    case 'folder':
      return t('alerts.step.folder', 'Folder');
    case 'write':
      return t('alerts.step.write', 'Rule group');
    case 'read-back':
      return t('alerts.step.read-back', 'Read back');
  }
}

function writtenWords({ written, removed, seconds }: Extract<StepFact, { readonly step: 'write' }>): string {
  const parts = [
    written > 0 && t('alerts.done.written', '{{- written}} written, every {{- seconds}} s', { written, seconds }),
    removed > 0 && t('alerts.done.removed', '{{- removed}} removed', { removed }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : t('alerts.done.nothing', 'nothing to write');
}

/** What a step found out. */
export function factWords(fact: StepFact): string {
  switch (fact.step) {
    case 'look':
      return t('alerts.done.look', 'as in the preview');
    case 'folder':
      return fact.created
        ? t('alerts.done.folder-created', '{{- folder}}, created', { folder: fact.title })
        : t('alerts.done.folder-there', '{{- folder}}', { folder: fact.title });
    case 'write':
      return writtenWords(fact);
    case 'read-back':
      return t('alerts.done.read-back', 'Grafana has what was written');
  }
}

/** Why an install ended before its end. */
export function problemWords(error: Error): string {
  if (!(error instanceof InstallProblem)) return error.message;
  const rules = error.rules.slice(0, 3).join(', ');
  return error.reason === 'changed'
    ? t(
        'alerts.problem.changed',
        'Somebody changed {{- rules}} meanwhile. Nothing was written: look at the preview again.',
        {
          rules,
        },
      )
    : t('alerts.problem.different', 'Grafana does not have what was written: {{- rules}}.', { rules });
}

/** What becomes of rules, as the head over them. */
export function kindWords(kind: PlanKind, amount: number): string {
  switch (kind) {
    case 'create':
      return t('alerts.plan.create', 'Create ({{- amount}})', { amount });
    case 'change':
      return t('alerts.plan.change', 'Change ({{- amount}})', { amount });
    case 'remove':
      return t('alerts.plan.remove', 'Remove ({{- amount}})', { amount });
    case 'same':
      return t('alerts.plan.same', 'Stay as they are ({{- amount}})', { amount });
    case 'keep':
      return t('alerts.plan.keep', 'Stay as edited in Grafana ({{- amount}})', { amount });
    case 'locked':
      return t('alerts.plan.locked', 'Kept by a file ({{- amount}})', { amount });
  }
}

/** Name of a part of a rule. */
export function fieldWords(field: keyof RuleFields): string {
  switch (field) {
    case 'title':
      return t('alerts.field.title', 'Title');
    case 'expression':
      return t('alerts.field.expression', 'Expression');
    case 'condition':
      return t('alerts.field.condition', 'Condition');
    case 'source':
      return t('alerts.field.source', 'Data source');
    case 'for':
      return t('alerts.field.for', 'For');
    case 'labels':
      return t('alerts.field.labels', 'Labels');
    case 'annotations':
      return t('alerts.field.annotations', 'Annotations');
    case 'noData':
      return t('alerts.field.no-data', 'Without data');
    case 'onError':
      return t('alerts.field.on-error', 'On an error');
    case 'paused':
      return t('alerts.field.paused', 'Paused');
  }
}
