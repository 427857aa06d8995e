import React, { useState } from 'react';
import type { LitellmDiff } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Button, Checkbox } from '@grafana/ui';
import { changedWords } from '../changedWords.ts';
import { Diff } from '../Diff.tsx';
import { Findings } from '../Findings.tsx';
import { RunDrawer } from './RunDrawer.tsx';
import { useRun } from './useRun.ts';

interface Props {
  /** What was looked at; a file that changed since is refused. */
  readonly diff: LitellmDiff;
  readonly onClose: () => void;
}

/** What an apply changes, then its steps as they happen. */
export function ApplyDrawer({ diff: now, onClose }: Props) {
  // What was looked at stays: the page's own answer is another one as soon as it is written.
  const [diff] = useState(now);
  const [verify, setVerify] = useState(true);
  const { state, run } = useRun();
  const apply = () => run({ action: 'apply', verify, ...(diff.sha256 === null ? {} : { sha256: diff.sha256 }) });
  return (
    <RunDrawer
      title={t('litellm.apply.title', 'Apply to LiteLLM')}
      subtitle={changedWords(diff.changed)}
      state={state}
      onClose={onClose}
      action={
        <Button onClick={apply} disabled={state.phase === 'running'}>
          {t('litellm.apply.button', 'Apply')}
        </Button>
      }
    >
      <Diff diff={diff.diff} label={t('litellm.apply.label', 'What is written')} low />
      {state.phase === 'idle' && <Findings findings={diff.findings} />}
      {state.phase === 'idle' && (
        <Checkbox
          label={t('litellm.apply.verify', 'Prove each changed chain through the proxy')}
          description={t(
            'litellm.apply.verify-note',
            'First fallbacks are really called, with at most 16 tokens each. Where a proof fails, the file from before comes back.',
          )}
          value={verify}
          onChange={(event) => setVerify(event.currentTarget.checked)}
        />
      )}
    </RunDrawer>
  );
}
