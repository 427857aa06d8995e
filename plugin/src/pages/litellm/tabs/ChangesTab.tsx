import React from 'react';
import { css } from '@emotion/css';
import { diffLitellm, type LitellmDiff } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { Diff } from '../Diff.tsx';
import { changedWords } from '../changedWords.ts';
import { Findings } from '../Findings.tsx';

function sentence({ different, changed, findings }: LitellmDiff): string {
  if (different) return changedWords(changed);
  return findings.some(({ severity }) => severity === 'error')
    ? t('litellm.changes.unreadable', 'With these errors nothing can be written.')
    : t('litellm.changes.none', 'The file says what the chains and the policy say: there is nothing to apply.');
}

/** What an apply would change in the file, and what is to be known of it. */
export function ChangesTab() {
  const styles = useStyles2(getStyles);
  const query = useAgentQuery(diffLitellm);
  return (
    <QueryState query={query} skeleton={<Skeleton rows={6} rowHeight={28} />}>
      {({ data }) => (
        <div className={styles}>
          <p>{sentence(data)}</p>
          <Findings findings={data.findings} />
          {data.different && <Diff diff={data.diff} label={t('litellm.changes.label', 'Changes of the file')} />}
        </div>
      )}
    </QueryState>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0, p: { margin: 0 } });
