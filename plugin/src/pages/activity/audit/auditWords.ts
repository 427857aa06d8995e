import { parsePath, type AuditEntry, type DocumentChange } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { DASH } from '../../../format/format.ts';
import { triggerName } from '../../../i18n/triggerName.ts';
import { changeSentence } from './changeSentence.ts';
import { fieldName } from './fieldName.ts';
import { resourceOf } from './auditResources.ts';

/** What was acted on: "Chain gpt-4o", "Policy". */
export function whatText({ action, target }: AuditEntry): string {
  switch (resourceOf(action)) {
    case 'chain':
      return t('audit.what-chain', 'Chain {{- target}}', { target });
    case 'policy':
      return t('audit.what-policy', 'Policy');
    case 'provider':
      return t('audit.what-provider', 'Provider {{- target}}', { target });
    case 'model':
      return t('audit.what-model', 'Model {{- target}}', { target });
    case 'configuration':
      return t('audit.what-configuration', 'Configuration');
    case 'prices':
      return t('audit.what-prices', 'Price book');
    case 'access':
      return t('audit.what-access', 'Access {{- target}}', { target }).trim();
    case 'litellm':
      return t('audit.what-litellm', 'LiteLLM');
    case undefined:
      return target === '' ? action : `${action} ${target}`;
  }
}

/** Actions that are told by themselves, without what they changed. */
function actionText({ action, target, detail }: AuditEntry): string | undefined {
  switch (action) {
    case 'rollbackRevision':
      return t('audit.rolled-back', 'Rolled back to revision {{- target}}', { target });
    case 'resetPolicy':
      return t('audit.reset', 'Reset to defaults');
    case 'runDrill':
      return t('audit.tested', 'Tested: {{- what}}', { what: drillWhat(detail) });
    case 'start':
      return t('audit.start', 'Taken from the file at the start');
    case 'reload':
      return t('audit.reload', 'The file changed');
    case 'managed':
      return t('audit.managed', 'Taken from the file that is in charge');
    case 'recovered':
      return t('audit.recovered', 'Found again after a crash');
    default:
      return accessText(action);
  }
}

function accessText(action: string): string | undefined {
  switch (action) {
    case 'createToken':
      return t('audit.token-created', 'Token created');
    case 'revokeToken':
      return t('audit.token-revoked', 'Token revoked');
    case 'rotateSecrets':
      return t('audit.rotated', 'Secrets sealed with a new key');
    case 'applyLitellm':
      return t('audit.litellm-applied', 'Applied');
    case 'rollbackLitellm':
      return t('audit.litellm-rolled-back', 'Rolled back');
    default:
      return undefined;
  }
}

/** "rate limit at the primary" from the agent's "rate_limit at the primary: why". */
function drillWhat(detail: string): string {
  return detail.replace(/^\w+/, triggerName).replace(/:.*$/s, '');
}

/** Creating and deleting say it themselves; the rest is told by what changed. */
function verbText(action: string): string | undefined {
  if (action.startsWith('create')) return t('audit.created', 'Created');
  return action.startsWith('delete') ? t('audit.deleted', 'Deleted') : undefined;
}

/** Without the values: which fields changed. The agent ends a long list with "… and n more". */
function pathsText(changes: readonly string[]): string {
  if (changes.length === 0) return '';
  const names = changes.map((path) => (path.startsWith('…') ? path : fieldName(parsePath(path))));
  return t('audit.fields-changed', '{{- fields}} changed', { fields: [...new Set(names)].join(', ') });
}

/**
 * What was done, in words.
 * @param diff what its revision changed; undefined = not known (yet)
 */
export function changeText(entry: AuditEntry, diff: readonly DocumentChange[] | undefined): string {
  if (entry.outcome === 'refused') {
    return t('audit.refused', 'Refused: {{- detail}}', { detail: entry.detail || String(entry.status) });
  }
  const told = actionText(entry) ?? verbText(entry.action);
  if (told !== undefined) return told;
  const words = diff ? changeSentence(diff, entry.target) : '';
  return words || pathsText(entry.changes) || DASH;
}

/** Why it was done, in the author's words; undefined where none were left. */
export function reasonOf({ action, outcome, detail }: AuditEntry): string | undefined {
  if (outcome === 'refused') return undefined;
  const reason = action === 'runDrill' ? (/^[^:]*: (.*)$/s.exec(detail)?.[1] ?? '') : detail;
  return reason === '' ? undefined : reason;
}
