import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { PanelSize } from '../panelLayout.ts';

interface Props {
  readonly title: string;
  readonly text: string;
  /** Of the panel: a small one says less. */
  readonly size: PanelSize;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Pixels of height that text and actions need; a text takes more lines in a narrow panel. */
const WITH_TEXT = 120;
const NARROW = { below: 280, withText: 200 } as const;
const WITH_ACTIONS = 64;

/** What a panel says in place of its table. */
export function PanelMessage({ title, text, size: { width, height }, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box}>
      <div className={styles.title}>{title}</div>
      {height >= (width < NARROW.below ? NARROW.withText : WITH_TEXT) && <p className={styles.text}>{text}</p>}
      {Boolean(children) && height >= WITH_ACTIONS && <div className={styles.actions}>{children}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
    height: '100%',
    padding: theme.spacing(1),
    overflow: 'auto',
    textAlign: 'center',
  }),
  title: css({
    fontWeight: theme.typography.fontWeightMedium,
  }),
  text: css({
    maxWidth: '44ch',
    margin: theme.spacing(1, 0, 0),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  actions: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  }),
});
