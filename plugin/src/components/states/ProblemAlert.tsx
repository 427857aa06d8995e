import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, useStyles2 } from '@grafana/ui';

interface Props {
  readonly title: string;
  readonly children?: ReactNode;
  /** Absent = asking again would not help. */
  readonly onRetry?: (() => void) | undefined;
  readonly severity?: 'error' | 'warning';
}

/** Something went wrong: what, why, what to do, and Retry where that can help. */
export function ProblemAlert({ title, children, onRetry, severity = 'error' }: Props) {
  const styles = useStyles2(getStyles);
  return (
    // An alert takes all the room of a column that it stands in itself.
    <div>
      <Alert severity={severity} title={title} bottomSpacing={0}>
        <div className={styles.row}>
          <div className={styles.text}>{children}</div>
          {/* Not the alert's own button: whatever it says, its name is "Close alert". */}
          {onRetry && (
            <Button variant="secondary" onClick={onRetry}>
              {t('state.retry', 'Retry')}
            </Button>
          )}
        </div>
      </Alert>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2) }),
  text: css({ flex: '1 1 280px', minWidth: 0, overflowWrap: 'anywhere' }),
});
