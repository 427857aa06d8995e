import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { TrendLine } from '../TrendLine.tsx';
import type { Kpi } from './kpi.ts';

interface Props {
  readonly items: readonly Kpi[];
  /** How many stand side by side. */
  readonly columns: 2 | 3 | 6;
}

function Figure({ item }: { readonly item: Kpi }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.cell}>
      <dt className={styles.label}>
        {item.label}
        {item.help !== undefined && (
          <Tooltip content={item.help}>
            <button
              type="button"
              className={styles.help}
              aria-label={t('overview.kpi.help', 'About {{- name}}', { name: item.label })}
            >
              <Icon name="info-circle" size="sm" />
            </button>
          </Tooltip>
        )}
      </dt>
      <dd className={styles.body}>
        <span
          className={cx(styles.value, item.tone === 'warning' && styles.warning, item.tone === 'error' && styles.error)}
        >
          {item.value}
        </span>
        {item.trend && <TrendLine values={item.trend} width={64} height={24} />}
      </dd>
      <dd className={styles.note}>{item.note}</dd>
    </div>
  );
}

/** The figures of the day in one surface with hairlines: six boxes would be six times as loud. */
export function KpiRow({ items, columns }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.row} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {items.map((item) => (
        <Figure key={item.label} item={item} />
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    background: theme.colors.border.weak,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    display: 'grid',
    gap: 1,
    margin: 0,
    overflow: 'hidden',
  }),
  cell: css({ background: theme.colors.background.primary, minWidth: 0, padding: theme.spacing(1.5, 2) }),
  label: css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
    gap: theme.spacing(0.5),
    height: theme.spacing(2.5),
    whiteSpace: 'nowrap',
  }),
  help: css({
    background: 'none',
    border: 'none',
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    display: 'inline-flex',
    // A target of 32 px that takes no more room than its icon.
    margin: theme.spacing(-1),
    padding: theme.spacing(1),
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  body: css({
    alignItems: 'center',
    display: 'flex',
    gap: theme.spacing(1),
    justifyContent: 'space-between',
    margin: 0,
  }),
  value: css({
    fontSize: theme.typography.h3.fontSize,
    fontVariantNumeric: 'tabular-nums',
    fontWeight: theme.typography.fontWeightMedium,
    letterSpacing: '-0.01em',
    lineHeight: theme.spacing(4),
    whiteSpace: 'nowrap',
  }),
  warning: css({ color: theme.colors.warning.text }),
  error: css({ color: theme.colors.error.text }),
  note: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    margin: 0,
    minHeight: theme.spacing(2.5),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
});
