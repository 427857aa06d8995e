import React from 'react';
import { css } from '@emotion/css';
import { diffRevision } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { emptyChain } from '../edit/chainSnapshot.ts';
import { ChainComparison } from '../review/ChainComparison.tsx';
import { chainChangeOf, type ChainRevision } from './chainChangeOf.ts';
import { ChangeLines } from './ChangeLines.tsx';

interface Props {
  readonly model: string;
  readonly revision: number;
}

function Whole({ change: { before, after }, model, revision }: Props & { readonly change: ChainRevision }) {
  const none = emptyChain(model);
  return (
    <ChainComparison
      before={before ?? none}
      after={after ?? none}
      beforeTitle={before ? t('chains.history.before', 'Before') : t('chains.history.before-none', 'Before: no chain')}
      afterTitle={
        after
          ? t('chains.history.after', 'Revision {{- revision}}', { revision })
          : t('chains.history.after-none', 'Revision {{- revision}}: no chain', { revision })
      }
    />
  );
}

/** What one revision changed about a chain. */
export function RevisionChanges({ model, revision }: Props) {
  const styles = useStyles2(getStyles);
  // A revision never changes, so neither does its difference to the one before.
  const { data, error, isPending } = useAgentQuery(diffRevision, { target: revision }, { refetchMs: false });
  if (isPending) {
    return (
      <p className={styles.quiet}>{t('chains.history.reading', 'Reading revision {{- revision}}', { revision })}</p>
    );
  }
  const change = data && chainChangeOf(model, data.data.diff);
  if (error && !data) return <p className={styles.quiet}>{error.message}</p>;
  if (!change) {
    return <p className={styles.quiet}>{t('chains.history.unknown', 'The revision before is not kept any more.')}</p>;
  }
  const shown = change.before === null || change.after === null || hasFields(change);
  return (
    <div className={styles.body}>
      {shown && <Whole model={model} revision={revision} change={change} />}
      <ChangeLines changes={change.policy} />
    </div>
  );
}

function hasFields({ before, after }: ChainRevision): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  quiet: css({ color: theme.colors.text.secondary, margin: 0 }),
});
