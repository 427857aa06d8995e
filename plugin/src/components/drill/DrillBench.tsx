import React from 'react';
import { css } from '@emotion/css';
import type { Chain, DrillFailure } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useAgentStatus } from '../../hooks/useAgentStatus.ts';
import { useMay } from '../../hooks/useMay.ts';
import { DrillAttempts } from './DrillAttempts.tsx';
import { DrillEnd } from './DrillEnd.tsx';
import { DrillForm } from './DrillForm.tsx';
import { DrillProblem } from './DrillProblem.tsx';
import { isUnderWay } from './drillState.ts';
import { LastDrill } from './LastDrill.tsx';
import { RunLine } from './RunLine.tsx';
import { useDrill } from './useDrill.ts';
import { useDrillHistory } from './useDrillHistory.ts';
import { useDrillOptions } from './useDrillOptions.ts';
import { useUnsavedNote } from './drillNote.ts';

interface Props {
  readonly chain: Chain;
  /** The failure to begin with. */
  readonly failure: DrillFailure | undefined;
  /** Why it cannot be tested now; absent = it can. */
  readonly blocked: string | undefined;
}

function UnsavedLine({ model }: { readonly model: string }) {
  const styles = useStyles2(getStyles);
  const note = useUnsavedNote(model);
  if (!note) return null;
  return (
    <p className={styles.line}>
      <Trans i18nKey="drill.unsaved" values={{ revision: note.revision }}>
        {'Tests revision {{revision}}, without your unsaved changes.'}
      </Trans>
    </p>
  );
}

/** What a test is, for those who may not run one. */
function ViewerNote() {
  const styles = useStyles2(getStyles);
  return (
    <p className={styles.line}>
      <Trans i18nKey="drill.viewer">
        A test makes the first steps of the chain fail and shows which step answers instead. Running one needs the role
        Editor.
      </Trans>
    </p>
  );
}

/** Options, run, attempts as they come, and what came of it. */
export function DrillBench({ chain, failure, blocked }: Props) {
  const { state, run, stop } = useDrill();
  const { allowances, last } = useDrillHistory(chain.model);
  const { options, change, steps, order } = useDrillOptions(chain, failure);
  const currency = useAgentStatus().data?.data.currency;
  const mayRun = useMay('editor');
  const underWay = isUnderWay(state);
  const submit = (): void => {
    if (order && !underWay && !blocked) run(order);
  };
  return (
    <>
      <UnsavedLine model={chain.model} />
      {mayRun ? (
        <DrillForm options={options} onChange={change} steps={steps} disabled={underWay} onSubmit={submit}>
          <RunLine
            underWay={underWay}
            again={state.phase !== 'idle'}
            allowances={allowances}
            blocked={blocked}
            onRun={submit}
            onStop={stop}
          />
        </DrillForm>
      ) : (
        <ViewerNote />
      )}
      {state.error && <DrillProblem error={state.error} />}
      {state.phase !== 'idle' && (state.error === null || state.attempts.length > 0) && <DrillAttempts state={state} />}
      {state.drill && <DrillEnd drill={state.drill} currency={currency} />}
      {state.phase === 'idle' && last && <LastDrill drill={last} />}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ ...theme.typography.bodySmall, margin: theme.spacing(0, 0, 2), color: theme.colors.text.secondary }),
});
