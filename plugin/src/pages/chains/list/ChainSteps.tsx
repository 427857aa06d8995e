import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { RowStep } from './chainRow.ts';

/** The sign of an open breaker, with its name. */
export function OpenBolt() {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.bolt}>
      <Icon name="bolt" size="sm" title={t('chains.row.open', 'Breaker open')} />
    </span>
  );
}

/** The fallbacks of a chain on one line: the one in effect in the accent, those with an open breaker red with a bolt. */
export function ChainSteps({ steps }: { readonly steps: readonly RowStep[] }) {
  const styles = useStyles2(getStyles);
  if (steps.length === 0) return <span className={styles.none}>{t('chains.row.none', 'no fallback')}</span>;
  return (
    <ol className={styles.line} title={steps.map(({ model }) => model).join(' → ')}>
      {steps.map(({ model, open, inEffect }) => (
        <li key={model} className={styles.step}>
          <span className={styles.arrow} aria-hidden="true">
            →
          </span>
          <span className={cx(inEffect && styles.here, open && styles.open)}>
            {model}
            {open && <OpenBolt />}
            {inEffect && <span className="sr-only"> {t('chains.row.in-effect', '(in effect)')}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    gap: theme.spacing(1),
    listStyle: 'none',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  step: css({ display: 'inline-flex', gap: theme.spacing(1) }),
  arrow: css({ color: theme.colors.text.secondary }),
  here: css({ color: theme.colors.primary.text }),
  open: css({ color: theme.colors.error.text }),
  bolt: css({ color: theme.colors.error.text, marginLeft: theme.spacing(0.25) }),
  none: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
