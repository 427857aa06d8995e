import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { multiplierThreshold, threshold } from '../../format/format.ts';
import type { OverviewTable } from './overviewTable.ts';

function since({ from, tz }: { readonly from: string; readonly tz: string }): string {
  const time = dateTimeFormat(from, { timeZone: tz === 'UTC' ? 'utc' : tz, format: 'HH:mm' });
  return t('overview.foot.since', 'Today since {{- time}} {{- zone}}.', { time, zone: tz });
}

/** What the figures are about, when they turn amber, and what the star means. */
export function TableFoot({ table: { day, warnings, rows } }: { readonly table: OverviewTable }) {
  const styles = useStyles2(getStyles);
  const amber = t('overview.foot.amber', 'Amber: rate above {{- rate}} or cost above {{- cost}}.', {
    rate: threshold(warnings.fallbackRate),
    cost: multiplierThreshold(warnings.costMultiplier),
  });
  return (
    <p className={styles}>
      {day && since(day)} {amber}
      {rows.some((row) => row.estimated) &&
        ` ${t('overview.foot.estimated', '* Estimated: the provider reported no usage; the tokens were counted here, or 500 input and 50 output assumed.')}`}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    margin: 0,
    padding: theme.spacing(1.5, 2),
  });
