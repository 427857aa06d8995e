import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { Chain } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import type { AgentError } from '../../../api/AgentError.ts';
import { ButtonRow } from '../../../components/ButtonRow.tsx';
import { SaveProblem } from '../../../components/SaveProblem.tsx';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { useSharedGroup } from '../../../hooks/useAgentStatus.ts';
import type { ChainFindings } from '../findings/chainFindings.ts';
import { ChainComparison } from './ChainComparison.tsx';
import { FindingList } from './FindingList.tsx';

/** Longest reason that the agent keeps. */
const MAX_REASON = 500;

/** What is about to be saved. */
export interface Review {
  readonly before: Chain;
  readonly after: Chain;
  readonly touched: readonly string[];
  readonly findings: ChainFindings;
  /** Revision in force; saving makes the next one. */
  readonly revision: number;
  /** Name of the agent. */
  readonly agent: string;
}

interface Props {
  readonly review: Review;
  readonly saving: boolean;
  /** Why the last try failed; a conflict is told on the page itself. */
  readonly failure: AgentError | null;
  /** Why saving is not possible now. */
  readonly blocked: string | undefined;
  readonly onSave: (reason: string, thenTest: boolean) => void;
  readonly onClose: () => void;
}

function Why({ value, onChange }: { readonly value: string; readonly onChange: (reason: string) => void }) {
  const id = useId();
  return (
    <Field
      noMargin
      label={t('chains.review.why', 'Why')}
      description={t('chains.review.why-note', 'Shown in the audit log')}
    >
      <Input
        id={id}
        value={value}
        maxLength={MAX_REASON}
        placeholder={t('chains.review.optional', 'Optional')}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

function Changes({ review: { before, after, touched, findings, revision } }: Pick<Props, 'review'>) {
  return (
    <>
      <ChainComparison
        before={before}
        after={after}
        touched={touched}
        beforeTitle={t('chains.review.before', 'Revision {{- revision}}', { revision })}
        afterTitle={t('chains.review.after', 'After saving')}
      />
      <FindingList findings={findings} />
    </>
  );
}

/** Before and after, what the agent warns of, and why: then the chain is saved. */
export function ReviewDrawer({ review, saving, failure, blocked, onSave, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const [reason, setReason] = useState('');
  const { after, revision, agent } = review;
  const group = useSharedGroup();
  const next = revision + 1;
  const disabled = saving || blocked !== undefined;
  const save = (thenTest: boolean): void => {
    if (!disabled) onSave(reason.trim(), thenTest);
  };
  return (
    <SideDrawer
      title={t('chains.review.title', 'Review changes to {{- model}}', { model: after.model })}
      subtitle={
        group === undefined
          ? t(
              'chains.review.subtitle',
              'Changes the agent {{- agent}} only. Revision {{- revision}} becomes {{- next}}.',
              { agent, revision, next },
            )
          : t(
              'chains.review.subtitle-shared',
              'Changes every agent of the group {{- group}}. Revision {{- revision}} becomes {{- next}}.',
              { group, revision, next },
            )
      }
      onSubmit={() => save(false)}
      onClose={onClose}
    >
      <Changes review={review} />
      {failure && <SaveProblem error={failure} onRetry={() => save(false)} />}
      <Why value={reason} onChange={setReason} />
      {blocked !== undefined && <p className={styles.blocked}>{blocked}</p>}
      <ButtonRow>
        <Button type="submit" disabled={disabled}>
          {t('chains.review.save', 'Save revision {{- next}}', { next })}
        </Button>
        <Button variant="secondary" disabled={disabled} onClick={() => save(true)}>
          {t('chains.review.save-test', 'Save and test fallback')}
        </Button>
        <Button variant="secondary" fill="text" onClick={onClose}>
          {t('chains.review.back', 'Back to editing')}
        </Button>
      </ButtonRow>
    </SideDrawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  blocked: css({ color: theme.colors.text.secondary, margin: 0 }),
});
