import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import { putPolicy, type Finding } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, LoadingPlaceholder, TextArea, useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import type { AgentError } from '../../api/AgentError.ts';
import { useAgentClient } from '../../api/AgentClientContext.ts';
import { ButtonRow } from '../../components/ButtonRow.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { SideDrawer } from '../../components/SideDrawer.tsx';
import { ChangeList } from './ChangeList.tsx';
import type { PolicyDraft } from './usePolicyDraft.ts';

/** Longest reason that the agent keeps. */
const MAX_REASON = 500;

interface Props {
  readonly draft: PolicyDraft;
  /** Who uses the policy, in a sentence. */
  readonly usedBy: string;
  readonly saving: boolean;
  /** Why the last save failed; a conflict is shown on the page itself. */
  readonly failure?: AgentError | undefined;
  readonly onSave: (reason: string) => void;
  readonly onClose: () => void;
}

/** What the agent says of a draft, before anything is stored. */
function useDryRun({ policy, base }: PolicyDraft) {
  const client = useAgentClient();
  return useQuery<readonly Finding[], AgentError>({
    queryKey: [putPolicy.operationId, 'dry run', policy, base.etag],
    queryFn: async ({ signal }) => {
      const answer = await client.call(putPolicy, {
        body: policy,
        query: { dryRun: true },
        signal,
        ...(base.etag === undefined ? {} : { etag: base.etag }),
      });
      return answer.data.findings;
    },
    refetchInterval: false,
    retry: false,
  });
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const styles = useStyles2(getStyles);
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <li key={`${finding.path} ${finding.code}`} className={finding.severity === 'error' ? styles.error : undefined}>
          {finding.message} {finding.fix}
        </li>
      ))}
    </ul>
  );
}

/** Before and after, what the agent warns of, and why: then the policy is saved. */
export function PolicyReview({ draft, usedBy, saving, failure, onSave, onClose }: Props) {
  const reasonId = useId();
  const [reason, setReason] = useState('');
  const dryRun = useDryRun(draft);
  const problem = failure ?? dryRun.error;
  return (
    <SideDrawer title={t('policy.review.title', 'Review changes')} subtitle={usedBy} onClose={onClose}>
      <ChangeList changes={draft.changes} />
      {dryRun.isLoading && <LoadingPlaceholder text={t('policy.review.checking', 'Checking')} />}
      <Findings findings={dryRun.data ?? []} />
      {problem && problem.kind !== 'conflict' && (
        <SaveProblem error={problem} onRetry={() => (failure ? onSave(reason.trim()) : void dryRun.refetch())}>
          <Findings findings={problem.findings} />
          {problem.fix}
        </SaveProblem>
      )}
      <Field
        label={t('policy.review.why', 'Why')}
        description={t('policy.review.why-note', 'Kept with the revision and in the audit log.')}
        noMargin
      >
        <TextArea
          id={reasonId}
          rows={2}
          maxLength={MAX_REASON}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
      <ButtonRow>
        <Button disabled={saving || dryRun.isLoading || dryRun.isError} onClick={() => onSave(reason.trim())}>
          {saving ? t('policy.review.saving', 'Saving') : t('policy.review.save', 'Save policy')}
        </Button>
        <Button variant="secondary" onClick={onClose}>
          {t('policy.review.back', 'Back to editing')}
        </Button>
      </ButtonRow>
    </SideDrawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  findings: css({ color: theme.colors.warning.text, listStyle: 'none' }),
  error: css({ color: theme.colors.error.text }),
});
