import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { count, DASH } from '../../../format/format.ts';
import type { OverviewRow } from '../overviewRow.ts';

/** Who answered in its place: the one with most answers, and how many more. */
export function FallbackCell({ row }: { readonly row: OverviewRow }) {
  const styles = useStyles2(getStyles);
  const [first, ...rest] = row.fallbacks;
  if (!first) return <span className={styles.quiet}>{DASH}</span>;
  const more = row.fallbackModels - 1;
  return (
    <span className={styles.cell}>
      <span className={styles.arrow}>→</span>
      <span className={styles.name} title={first.model}>
        {first.model}
      </span>
      {more > 0 && (
        <Tooltip content={rest.map((one) => `${one.model}: ${count(one.count)}`).join(', ')}>
          <button
            type="button"
            className={styles.more}
            aria-label={t('overview.more-fallbacks', '{{- count}} more fallbacks of {{- model}}', {
              count: more,
              model: row.model,
            })}
          >
            +{more}
          </button>
        </Tooltip>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ alignItems: 'center', display: 'flex', maxWidth: 280, whiteSpace: 'nowrap' }),
  arrow: css({ color: theme.colors.text.secondary, marginRight: theme.spacing(1) }),
  name: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  more: css({
    background: 'none',
    border: 'none',
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    cursor: 'default',
    fontSize: theme.typography.bodySmall.fontSize,
    minHeight: theme.spacing(4),
    padding: theme.spacing(0, 1),
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  quiet: css({ color: theme.colors.text.secondary }),
});
