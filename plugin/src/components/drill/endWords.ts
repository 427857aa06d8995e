import type { Drill } from '@understudy/contract';
import { t } from '@grafana/i18n';

/** "claude-sonnet answered for gpt-4o". */
export function servedText({ model }: Drill, served: string): string {
  if (served === model) return t('drill.primary-answered', '{{- model}} answered itself', { model });
  return t('drill.answered-for', '{{- served}} answered for {{- model}}', { served, model });
}

/** How a test ended without an answer: "All steps failed". */
export function endTitle(outcome: Drill['outcome']): string {
  switch (outcome) {
    case 'client_error':
      return t('drill.end-client-error', 'A provider refused the message');
    case 'interrupted':
      return t('drill.end-interrupted', 'The answer broke off');
    case 'cancelled':
      return t('drill.end-cancelled', 'Stopped');
    default:
      return t('drill.end-exhausted', 'All steps failed');
  }
}

/** The end of a test in one sentence, to be read aloud. */
export function endText(drill: Drill): string {
  return drill.answer ? servedText(drill, drill.answer.model) : endTitle(drill.outcome);
}
