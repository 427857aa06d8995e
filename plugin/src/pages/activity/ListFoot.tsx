import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';

interface Props {
  /** How much is shown. */
  readonly text: string;
  readonly more: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
}

/** Under a list: how much of it is shown, and the way to more. */
export function ListFoot({ text, more, loading, onMore }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.foot}>
      <span>{text}</span>
      {more && (
        <Button size="sm" variant="secondary" fill="text" disabled={loading} onClick={onMore}>
          {loading ? t('activity.loading', 'Loading') : t('activity.load-more', 'Load more')}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  foot: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    minHeight: 40,
    padding: theme.spacing(0.5, 1.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
  }),
});
