import React from 'react';
import { t } from '@grafana/i18n';
import { CheckRows, type CheckRowState } from '../../../components/CheckRows.tsx';
import { factWords, problemWords, stepWords } from './installWords.ts';
import type { InstallState } from './installState.ts';
import { INSTALL_STEPS, type InstallStep } from './runInstall.ts';

interface Props {
  readonly state: InstallState;
  /** A removal makes no folder. */
  readonly steps?: readonly InstallStep[];
}

function rowOf({ phase, at, facts, error }: InstallState, step: InstallStep): { state: CheckRowState; detail: string } {
  const fact = facts.find((one) => one.step === step);
  if (fact) return { state: 'passed', detail: factWords(fact) };
  if (at === step && phase === 'running') return { state: 'running', detail: '' };
  if (at === step && error) return { state: 'failed', detail: problemWords(error) };
  return phase === 'failed'
    ? { state: 'untested', detail: t('alerts.step.not-done', 'not done') }
    : { state: 'waiting', detail: t('check.waiting', 'waiting') };
}

/** The steps of an install in their order, with what came of each. */
export function InstallSteps({ state, steps = INSTALL_STEPS }: Props) {
  return (
    <>
      <CheckRows
        label={t('alerts.steps', 'Steps')}
        rows={steps.map((step) => ({ id: step, name: stepWords(step), ...rowOf(state, step) }))}
      />
      <div className="sr-only" aria-live="polite">
        {state.phase === 'running' && state.at !== undefined && stepWords(state.at)}
      </div>
    </>
  );
}
