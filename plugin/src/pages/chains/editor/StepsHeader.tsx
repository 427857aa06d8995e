import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { CARD_COLUMNS } from '../card/cardShape.ts';

/** Heads of the columns that all cards share. Each cell says by itself what it is, so this is for the eye. */
export function StepsHeader() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.header} aria-hidden="true">
      <span />
      <span>{t('chains.column.step', 'Step')}</span>
      <span>{t('chains.column.model', 'Model')}</span>
      <span className={styles.right}>{t('chains.column.price', 'In / out per 1M')}</span>
      <span className={styles.right}>{t('chains.column.context', 'Context')}</span>
      <span className={styles.indented}>{t('chains.column.capabilities', 'Capabilities')}</span>
      <span>{t('chains.column.health', 'Health')}</span>
      <span className={styles.right}>{t('chains.column.cost', 'Cost ×')}</span>
      <span />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    color: theme.colors.text.secondary,
    columnGap: theme.spacing(1.5),
    display: 'grid',
    fontSize: theme.typography.bodySmall.fontSize,
    gridTemplateColumns: CARD_COLUMNS,
    // The cards have a border.
    padding: theme.spacing(0, 1.625, 0.75),
    whiteSpace: 'nowrap',
  }),
  right: css({ textAlign: 'right' }),
  indented: css({ paddingLeft: theme.spacing(1) }),
});
