import React from 'react';
import { css, cx } from '@emotion/css';
import type { ActiveStep } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';

interface Props {
  readonly step: Pick<ActiveStep, 'position'>;
  /** The sign alone; its name is spoken. */
  readonly compact?: boolean;
}

function nameOf(position: number): string {
  if (position === 0) return t('step.primary', 'Primary');
  return position < 0 ? t('step.all-failed', 'All failed') : t('step.fallback', 'Fallback {{position}}', { position });
}

function Sign({ position }: { readonly position: number }) {
  if (position === 0) return <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;
  if (position > 0) return <circle cx="5" cy="5" r="4" fill="currentColor" />;
  return <path d="M1.5 1.5l7 7M8.5 1.5l-7 7" stroke="currentColor" strokeWidth="2" />;
}

/** What the next request of a chain would use: the primary is quiet, a fallback the accent, all failed red; told apart by shape too. */
export function ActiveStepTag({ step: { position }, compact = false }: Props) {
  const styles = useStyles2(getStyles);
  const name = nameOf(position);
  const tone = position === 0 ? styles.primary : position > 0 ? styles.fallback : styles.failed;
  return (
    <span className={cx(styles.tag, tone)}>
      <svg
        width="10"
        height="10"
        viewBox="0 0 10 10"
        {...(compact ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
      >
        <Sign position={position} />
      </svg>
      {!compact && name}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tag: css({ alignItems: 'center', display: 'inline-flex', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  primary: css({ color: theme.colors.text.secondary }),
  fallback: css({ color: theme.colors.primary.text }),
  failed: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
});
