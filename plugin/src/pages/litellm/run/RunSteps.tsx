import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { CheckRows } from '../../../components/CheckRows.tsx';
import { proofDetail, proofName, stepWords } from '../litellmWords.ts';
import { stepViews, type RunState, type StepView } from './runState.ts';

function detailOf({ state, detail }: StepView): string {
  if (detail !== '') return detail;
  if (state === 'waiting') return t('check.waiting', 'waiting');
  return state === 'untested' ? t('litellm.run.not-reached', 'not reached') : '';
}

/** What is being done now, for those who don't see the list. */
function latest({ at }: RunState): string {
  return at === undefined ? '' : stepWords(at);
}

/** The steps in their order with what came of each, then the proofs. */
export function RunSteps({ state }: { readonly state: RunState }) {
  const styles = useStyles2(getStyles);
  if (state.phase === 'running' && !state.streamed) {
    return <LoadingPlaceholder text={t('litellm.run.unstreamed', 'Under way. What happened shows at the end.')} />;
  }
  return (
    <>
      <CheckRows
        label={t('litellm.run.steps', 'Steps')}
        rows={stepViews(state).map((view) => ({
          id: view.step,
          name: stepWords(view.step),
          state: view.state,
          detail: detailOf(view),
        }))}
      />
      {state.proofs.length > 0 && (
        <section>
          <h3 className={styles}>{t('litellm.run.proofs', 'Proofs')}</h3>
          <CheckRows
            label={t('litellm.run.proofs', 'Proofs')}
            rows={state.proofs.map((proof) => ({
              id: `${proof.model} ${proof.kind}`,
              name: proofName(proof),
              state: proof.ok ? 'passed' : 'failed',
              detail: proofDetail(proof),
            }))}
          />
        </section>
      )}
      <div className="sr-only" aria-live="polite">
        {latest(state)}
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ ...theme.typography.h5, margin: theme.spacing(0, 0, 1) });
