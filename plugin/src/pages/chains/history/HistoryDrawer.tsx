import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { Chain } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { sentence } from '../../../components/sentence.ts';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { Failed } from '../../../components/states/Failed.tsx';
import { useReadOnly } from '../../../hooks/useReadOnly.ts';
import { useToast } from '../../../hooks/useToast.ts';
import { useParam } from '../data/useParam.ts';
import { REVISION_PARAM } from '../editor/useDrawer.ts';
import { inForceWords } from '../texts/inForceWords.ts';
import { RevisionRow } from './RevisionRow.tsx';
import { RollbackModal } from './RollbackModal.tsx';
import { useChainAt } from './useChainAt.ts';
import { useChainHistory, type ChainHistory } from './useChainHistory.ts';
import { useRollback } from './useRollback.ts';

interface Props {
  readonly model: string;
  /** Revision in force. */
  readonly current: number;
  /** Takes an old chain into the editor; absent = this person may only look. */
  readonly onLoad: ((chain: Chain) => void) | undefined;
  readonly onClose: () => void;
}

/** The revisions that changed a chain: who, when, why, what; and the ways back. */
export function HistoryDrawer({ model, current, onLoad, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const history = useChainHistory(model);
  const rollback = useRollback();
  const toast = useToast();
  const chainAt = useChainAt(model);
  const mayRollBack = useReadOnly('admin') === undefined;
  const [open, setOpen] = useParam(REVISION_PARAM);
  const [failed, setFailed] = useState<string | null>(null);

  const load = async (revision: number): Promise<void> => {
    const read = await chainAt(revision);
    if ('chain' in read) onLoad?.(read.chain);
    else setFailed(read.why);
  };
  const confirm = async (): Promise<void> => {
    const revision = await rollback.confirm();
    if (revision === undefined) return;
    toast.saved(inForceWords(revision));
    onClose();
  };
  const trouble = failed ?? (rollback.error ? sentence(rollback.error.message) : null);
  return (
    <SideDrawer
      title={t('chains.history.title', 'History of {{- model}}', { model })}
      subtitle={t('chains.history.subtitle', 'Revisions that changed this chain, newest first.')}
      onClose={onClose}
    >
      {trouble !== null && (
        <Alert severity="error" title={trouble}>
          {rollback.error?.fix && sentence(rollback.error.fix)}
        </Alert>
      )}
      <div>
        <ul className={styles.list}>
          {history.revisions.map((info, at) => (
            <RevisionRow
              key={info.revision}
              model={model}
              info={info}
              inForce={info.revision === current}
              open={open === String(info.revision)}
              onToggle={(show) => setOpen(show ? String(info.revision) : null)}
              // The newest is what the editor began with.
              onLoad={onLoad && at > 0 ? () => void load(info.revision) : undefined}
              onRollBack={
                mayRollBack && info.revision !== current ? () => void rollback.propose(info.revision) : undefined
              }
            />
          ))}
        </ul>
        <Rest history={history} />
      </div>
      {rollback.proposed && (
        <RollbackModal proposed={rollback.proposed} onConfirm={confirm} onDismiss={rollback.dismiss} />
      )}
    </SideDrawer>
  );
}

/** What stands below the revisions: more of them, that there are none, or why they could not be read. */
function Rest({ history: { revisions, loading, failure, retry, loadMore } }: { readonly history: ChainHistory }) {
  const styles = useStyles2(getStyles);
  if (loading && revisions.length === 0) return <Skeleton rows={4} rowHeight={56} />;
  if (failure) return <Failed failure={failure} onRetry={retry} />;
  if (loadMore) {
    return (
      <Button variant="secondary" fill="outline" disabled={loading} onClick={loadMore}>
        {t('chains.history.load-more', 'Load more')}
      </Button>
    );
  }
  return (
    <p className={styles.end}>
      {revisions.length === 0
        ? t('chains.history.none', 'No revision that is kept changed this chain.')
        : t('chains.history.end', 'The agent keeps no older ones.')}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ borderTop: `1px solid ${theme.colors.border.weak}`, listStyle: 'none', marginBottom: theme.spacing(2) }),
  end: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, margin: 0 }),
});
