import React from 'react';
import { css } from '@emotion/css';
import type { Chain } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { ButtonRow } from '../../../components/ButtonRow.tsx';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { emptyChain } from '../edit/chainSnapshot.ts';
import { mergeChains, type ThreeChains } from '../edit/mergeChains.ts';
import type { ForeignRevision } from './ConflictAlert.tsx';
import { ChainComparison } from '../review/ChainComparison.tsx';
import { ChainColumn } from './ChainColumn.tsx';

interface Props {
  readonly chains: ThreeChains;
  readonly foreign: ForeignRevision | undefined;
  readonly onKeepMine: () => void;
  readonly onDiscardMine: () => void;
  readonly onClose: () => void;
}

function theirTitle(foreign: ForeignRevision | undefined): string {
  return foreign
    ? t('chains.compare.theirs', 'Revision {{- revision}}, {{- author}}', { ...foreign })
    : t('chains.compare.theirs-somebody', 'Saved meanwhile');
}

/** What both began with, what they saved, what is edited here; and what would come of putting the edits on top. */
export function CompareDrawer({ chains, foreign, onKeepMine, onDiscardMine, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const none = emptyChain(chains.mine.model);
  const base: Chain = chains.base ?? none;
  const theirs: Chain = chains.theirs ?? none;
  return (
    <SideDrawer
      size="lg"
      title={t('chains.compare.title', 'What changed in {{- model}}', { model: chains.mine.model })}
      subtitle={t('chains.compare.subtitle', 'Nothing is saved before you say so.')}
      onClose={onClose}
    >
      <div className={styles.columns}>
        <ChainColumn title={t('chains.compare.base', 'When you began')} chain={base} missing={chains.base === null} />
        <ChainColumn title={theirTitle(foreign)} chain={theirs} base={base} missing={chains.theirs === null} />
        <ChainColumn
          title={t('chains.compare.yours', 'Yours')}
          chain={chains.mine}
          base={base}
          touched={chains.touched}
        />
      </div>
      <section>
        <h3 className={styles.head}>{t('chains.compare.result', 'With yours on top')}</h3>
        <ChainComparison
          before={theirs}
          after={mergeChains(chains)}
          touched={chains.touched}
          beforeTitle={theirTitle(foreign)}
          afterTitle={t('chains.compare.on-top', 'Yours on top')}
        />
      </section>
      <ButtonRow>
        <Button onClick={onKeepMine}>{t('chains.compare.keep', 'Keep mine on top')}</Button>
        <Button variant="secondary" onClick={onDiscardMine}>
          {t('chains.compare.discard', 'Discard mine')}
        </Button>
        <Button variant="secondary" fill="text" onClick={onClose}>
          {t('chains.review.back', 'Back to editing')}
        </Button>
      </ButtonRow>
    </SideDrawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
  }),
  head: css({ ...theme.typography.h5, margin: theme.spacing(0, 0, 1) }),
});
