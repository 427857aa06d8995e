import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { ListDiff, StepMark } from '../edit/listDiff.ts';

interface Props {
  readonly diff: ListDiff;
  /** Heads of the two sides: "Revision 128", "After saving". */
  readonly before: string;
  readonly after: string;
}

function markWords(mark: StepMark): string | undefined {
  if (mark.kind === 'new') return t('chains.review.added', 'added');
  return mark.kind === 'moved' ? t('chains.review.was', 'was {{- number}}', { number: mark.was }) : undefined;
}

function Nothing() {
  const styles = useStyles2(getStyles);
  return <span className={styles.quiet}>{t('chains.review.empty', 'no fallback')}</span>;
}

/** A list of steps before and after, side by side. */
export function ListComparison({ diff, before, after }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.sides}>
      <section className={styles.side} aria-label={before}>
        <h4 className={styles.head}>{before}</h4>
        {diff.before.length === 0 && <Nothing />}
        <ol className={styles.list}>
          {diff.before.map(({ model, removed }) => (
            <li key={model}>
              {removed ? (
                <>
                  <del className={styles.removed}>{model}</del>{' '}
                  <span className={styles.quiet}>{t('chains.review.removed', 'removed')}</span>
                </>
              ) : (
                model
              )}
            </li>
          ))}
        </ol>
      </section>
      <section className={styles.side} aria-label={after}>
        <h4 className={styles.head}>{after}</h4>
        {diff.after.length === 0 && <Nothing />}
        <ol className={styles.list}>
          {diff.after.map(({ model, mark }) => (
            <li key={model} className={cx(mark.kind !== 'same' && styles.changed)}>
              {model} <span className={styles.quiet}>{markWords(mark)}</span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sides: css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
  }),
  side: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
    padding: theme.spacing(1.5),
  }),
  head: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    margin: theme.spacing(0, 0, 0.75),
  }),
  list: css({
    paddingLeft: theme.spacing(2.5),
    '& > li': {
      borderRadius: theme.shape.radius.default,
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.25, 0.75),
    },
  }),
  removed: css({ color: theme.colors.text.secondary }),
  changed: css({ background: theme.colors.primary.transparent }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
