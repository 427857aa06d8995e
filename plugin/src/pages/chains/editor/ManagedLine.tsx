import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { useReadOnly } from '../../../hooks/useReadOnly.ts';

/** Stands where the footer would be while a file is in charge of the agent; nothing otherwise. */
export function ManagedLine() {
  const styles = useStyles2(getStyles);
  if (useReadOnly() !== 'managed') return null;
  return (
    <p className={styles.line}>
      <Icon name="file-alt" size="sm" aria-hidden />
      {t(
        'chains.managed',
        'A file is in charge of this agent: chains are changed there, and it reads them again by itself.',
      )}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.75),
    margin: theme.spacing(2, 0, 0),
  }),
});
