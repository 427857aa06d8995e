import React from 'react';
import type { LitellmSync } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Alert, type AlertVariant } from '@grafana/ui';
import type { AgentError } from '../../../api/AgentError.ts';
import { outcomeWords, stepWords } from '../litellmWords.ts';
import type { RunState } from './runState.ts';

function severityOf({ outcome, pending }: LitellmSync): AlertVariant {
  switch (outcome) {
    case 'applied':
      return pending ? 'warning' : 'success';
    case 'unchanged':
      return 'info';
    case 'rolled_back':
      return 'warning';
    case 'refused':
    case 'down':
      return 'error';
  }
}

function Ended({ sync }: { readonly sync: LitellmSync }) {
  const { step, error, fix, pending, outcome } = sync;
  return (
    <Alert severity={severityOf(sync)} title={outcomeWords(sync)} bottomSpacing={0}>
      {step !== null && (
        <p>{t('litellm.end.step', '{{- step}}: {{- error}}', { step: stepWords(step), error: error ?? '' })}</p>
      )}
      {fix}
      {pending &&
        outcome === 'applied' &&
        t('litellm.end.pending', 'The agent has no reload hook. LiteLLM reads its file at its start only.')}
    </Alert>
  );
}

function Failed({ error }: { readonly error: AgentError }) {
  // Not an error of this person's: somebody else was first.
  const busy = error.problem?.code === 'litellm_busy';
  return (
    <Alert
      severity={busy ? 'warning' : 'error'}
      title={busy ? t('litellm.busy', 'Another apply or rollback is under way') : error.message}
      bottomSpacing={0}
    >
      {busy ? t('litellm.busy-fix', 'Look at how it ends, then try again.') : error.fix}
    </Alert>
  );
}

/** How a write ended: in force, undone, or why nothing more is known. Nothing until then. */
export function RunEnd({ state: { sync, error } }: { readonly state: RunState }) {
  return (
    // An alert takes all the room of a column that it stands in itself.
    <div>
      {sync && <Ended sync={sync} />}
      {error && <Failed error={error} />}
    </div>
  );
}
