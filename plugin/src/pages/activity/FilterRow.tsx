import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';

interface Props {
  readonly children: ReactNode;
  readonly saving: boolean;
  /** Why there is nothing to save; absent = there is. */
  readonly onSave: () => void;
}

/** Filters in one row, and at its end the same as a file. */
export function FilterRow({ children, saving, onSave }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row}>
      {children}
      <span className={styles.space} />
      <Button variant="secondary" fill="outline" icon="download-alt" disabled={saving} onClick={onSave}>
        {t('activity.csv', 'CSV')}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  space: css({ flex: '1 0 0' }),
});
