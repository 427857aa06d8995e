import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { EmptyState, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useRole } from '../../hooks/useRole.ts';
import { roleName } from '../roleName.ts';

interface Props {
  /** What it is and who may see it: "The audit log is for admins". */
  readonly title?: string;
  /** What is open to this person: "Fallback events are open to you." */
  readonly open?: string;
  /** A way on, such as "Back to events". */
  readonly action?: ReactNode;
}

/** Something that this person's role does not open: what it is, which role they have, what is open to them. */
export function Denied({ title, open, action }: Props) {
  const styles = useStyles2(getStyles);
  const role = useRole();
  return (
    <div className={styles}>
      <EmptyState
        variant="not-found"
        hideImage
        message={title ?? t('state.denied', 'Your role does not open this')}
        button={action}
      >
        {t('state.signed-in-as', 'You are signed in as {{role}}. Ask an admin of this organization for access.', {
          role: roleName(role),
        })}{' '}
        {open}
      </EmptyState>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(4, 2),
  });
