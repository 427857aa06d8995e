import React, { useState } from 'react';
import { css } from '@emotion/css';
import { listRevisions } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { ButtonRow } from '../../components/ButtonRow.tsx';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { ChangeList } from './ChangeList.tsx';
import { policyChanges } from './policyChanges.ts';
import type { PolicyDraft, SavedPolicy } from './usePolicyDraft.ts';

interface Props {
  readonly draft: PolicyDraft;
  /** What somebody else saved. */
  readonly theirs: SavedPolicy;
}

function useWords(): string {
  const newest = useAgentQuery(listRevisions, { query: { limit: 1 } }).data?.data.items[0];
  if (!newest) return t('policy.conflict.somebody', 'The policy was saved while you were editing');
  return t('policy.conflict.title', '{{- author}} saved revision {{- revision}} while you were editing', {
    author: newest.author,
    revision: newest.revision,
  });
}

/** Somebody else saved meanwhile: what they changed, and what becomes of one's own edits, which are kept until then. */
export function PolicyConflict({ draft, theirs }: Props) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(false);
  const title = useWords();
  const foreign = policyChanges(draft.base.policy, theirs.policy);
  return (
    <Alert severity="warning" title={title}>
      <div className={styles.body}>
        {open && (
          <div className={styles.sides}>
            <section aria-label={t('policy.conflict.theirs', 'Theirs')}>
              <h3 className={styles.head}>{t('policy.conflict.theirs', 'Theirs')}</h3>
              {foreign.length === 0 ? (
                t('policy.conflict.elsewhere', 'Nothing that this form shows.')
              ) : (
                <ChangeList changes={foreign} />
              )}
            </section>
            <section aria-label={t('policy.conflict.yours', 'Yours')}>
              <h3 className={styles.head}>{t('policy.conflict.yours', 'Yours')}</h3>
              <ChangeList changes={draft.changes} />
            </section>
          </div>
        )}
        <ButtonRow>
          {!open && (
            <Button size="sm" variant="secondary" onClick={() => setOpen(true)}>
              {t('policy.conflict.show', 'Show what changed')}
            </Button>
          )}
          <Button size="sm" variant="secondary" onClick={draft.keepMine}>
            {t('policy.conflict.keep', 'Keep mine on top')}
          </Button>
          <Button size="sm" variant="secondary" fill="outline" onClick={draft.discard}>
            {t('policy.conflict.discard', 'Discard mine')}
          </Button>
        </ButtonRow>
      </div>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  sides: css({
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
  }),
  head: css({ ...theme.typography.h6, margin: 0 }),
});
