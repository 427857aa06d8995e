import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Drawer, useStyles2 } from '@grafana/ui';
import { steadyPress } from './steadyPress.ts';

interface Props {
  readonly title: string;
  readonly subtitle?: string;
  /** `lg` where things stand side by side. */
  readonly size?: 'md' | 'lg';
  /** The whole drawer is a form: what sends it. */
  readonly onSubmit?: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A drawer over the page, its parts one below the other. */
export function SideDrawer({ size = 'md', onSubmit, children, ...drawer }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Drawer size={size} {...drawer}>
      {onSubmit ? (
        <form
          className={styles}
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {children}
        </form>
      ) : (
        <div className={styles}>{children}</div>
      )}
    </Drawer>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ ...steadyPress, display: 'flex', flexDirection: 'column', gap: theme.spacing(3), minWidth: 0 });
