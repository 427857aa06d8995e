import { t } from '@grafana/i18n';
import { countFindings } from '../findings/chainFindings.ts';
import type { ChainSession } from './useChainSession.ts';

/** Why what is edited cannot be saved now; undefined = it can. */
export function blockedReason({ page, editing, findings, canWrite }: ChainSession): string | undefined {
  if (!page.registry.has(page.model)) return t('chains.blocked.gone', 'The model was deleted.');
  if (editing.state.theirs !== null) {
    return t('chains.blocked.conflict', 'Somebody else saved this chain: decide first what becomes of your changes.');
  }
  if (countFindings(findings).errors > 0) {
    return t('chains.blocked.refused', 'The agent refuses this chain: see the lines in red.');
  }
  return canWrite ? undefined : t('chains.blocked.down', 'The agent does not answer.');
}
