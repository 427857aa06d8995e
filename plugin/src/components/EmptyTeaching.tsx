import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, EmptyState, useStyles2 } from '@grafana/ui';
import { surface } from './surface.ts';

interface Props {
  /** What is missing, in a sentence without a full stop. */
  readonly title: string;
  readonly text?: ReactNode;
  /** The one thing to do. */
  readonly action?: ReactNode;
  /** A line to copy, such as a setting. */
  readonly copy?: string;
  /** What is ready, or further steps. */
  readonly children?: ReactNode;
}

/** A place where there is nothing yet: says what is missing and what to do about it. */
export function EmptyTeaching({ title, text, action, copy, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.surface} aria-label={title}>
      <EmptyState variant="call-to-action" hideImage message={title} button={action}>
        {text}
      </EmptyState>
      {copy !== undefined && (
        <div className={styles.copy}>
          <code className={styles.code}>{copy}</code>
          <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => copy}>
            {t('state.copy', 'Copy')}
          </ClipboardButton>
        </div>
      )}
      {children !== undefined && <div className={styles.more}>{children}</div>}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  surface: css({
    ...surface(theme),
    padding: theme.spacing(4, 2),
  }),
  copy: css({
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    justifyContent: 'center',
    marginTop: theme.spacing(2),
  }),
  code: css({
    fontSize: theme.typography.bodySmall.fontSize,
    margin: 0,
    minWidth: 0,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  }),
  more: css({ margin: `${theme.spacing(3)} auto 0`, maxWidth: 640 }),
});
