import { t } from '@grafana/i18n';

/** What is said once a revision was written. */
export function inForceWords(revision: number): string {
  return t('chains.saved', 'Revision {{- revision}} is in force', { revision });
}
