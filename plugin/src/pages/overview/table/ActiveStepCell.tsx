import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { ActiveStepTag } from '../../../components/ActiveStepTag.tsx';
import { DASH } from '../../../format/format.ts';
import type { OverviewRow } from '../overviewRow.ts';

/** What the next request would use; over several agents, how many of them. */
export function ActiveStepCell({ row }: { readonly row: OverviewRow }) {
  const styles = useStyles2(getStyles);
  if (row.activeStep === null) {
    return (
      <span className={styles.dim} title={t('overview.no-chain', 'This model has no chain')}>
        {DASH}
      </span>
    );
  }
  return (
    <span className={styles.cell}>
      <ActiveStepTag step={row.activeStep} />
      {row.share && (
        <span className={styles.dim}>
          {t('overview.share', '{{- agents}} of {{- total}}', { agents: row.share.agents, total: row.share.of })}
        </span>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ alignItems: 'center', display: 'inline-flex', gap: theme.spacing(1), whiteSpace: 'nowrap' }),
  dim: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
