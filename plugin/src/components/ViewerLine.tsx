import React from 'react';
import { css } from '@emotion/css';
import type { Role } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useReadOnly } from '../hooks/useReadOnly.ts';
import { useRole } from '../hooks/useRole.ts';
import { roleName } from './roleName.ts';

interface Props {
  /** Least role that may edit what the page shows. */
  readonly needed?: Role;
}

/** Stands where the footer would be for those who may look but not edit; nothing for others. */
export function ViewerLine({ needed = 'editor' }: Props) {
  const styles = useStyles2(getStyles);
  const role = useRole();
  const why = useReadOnly(needed);
  if (why === undefined || why === 'down') return null;
  return (
    <p className={styles}>
      {why === 'managed'
        ? t('role.managed', 'You can look, not edit: a file is in charge of this agent.')
        : t('role.look-only', 'You can look, not edit: {{role}}.', { role: roleName(role) })}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    margin: theme.spacing(2, 0, 0),
  });
