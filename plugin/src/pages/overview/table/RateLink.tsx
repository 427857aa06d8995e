import React from 'react';
import { css } from '@emotion/css';
import { Link } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { RateCell } from '../../../components/RateCell.tsx';
import { countOf, rate } from '../../../format/format.ts';
import { BASE_URL } from '../../../plugin.ts';
import type { OverviewRow } from '../overviewRow.ts';

/** The rate; clicked, it shows the model's fallbacks one by one. */
export function RateLink({ row }: { readonly row: OverviewRow }) {
  const styles = useStyles2(getStyles);
  const to = `${BASE_URL}/activity?${new URLSearchParams({ kind: 'fallback', model: row.model }).toString()}`;
  return (
    <Link
      to={to}
      className={styles.link}
      aria-label={t('overview.rate-of', '{{- rate}} of {{- model}}: show the fallbacks', {
        rate: rate(row.fallbackRate),
        model: row.model,
      })}
    >
      <RateCell rate={row.fallbackRate} above={row.aboveRate} trend={row.trend} />
      <span className={styles.below} data-shape="narrow">
        {countOf(row.fallbackCount, row.totalRequests)}
      </span>
    </Link>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    alignItems: 'flex-end',
    borderRadius: theme.shape.radius.default,
    display: 'inline-flex',
    flexDirection: 'column',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  below: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.spacing(2),
    whiteSpace: 'nowrap',
  }),
});
