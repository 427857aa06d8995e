import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { EmptyState, useStyles2 } from '@grafana/ui';
import { surface } from '../surface.ts';

interface Props {
  /** In a sentence without a full stop. */
  readonly title: string;
  /** A way on. */
  readonly action?: ReactNode;
  /** Why, and what is there instead. */
  readonly children: ReactNode;
}

/** What the address asks for is not there, or not for this person. */
export function NotThere({ title, action, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles}>
      <EmptyState variant="not-found" hideImage message={title} button={action}>
        {children}
      </EmptyState>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ ...surface(theme), padding: theme.spacing(4, 2) });
