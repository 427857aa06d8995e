import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { ActiveStepTag } from '../../../components/ActiveStepTag.tsx';
import { chainUrl } from '../../../components/chainUrl.ts';
import type { OverviewRow } from '../overviewRow.ts';

/** The model with a link to its chain; where the table is narrow, what else is of note stands below it. */
export function ModelCell({ row }: { readonly row: OverviewRow }) {
  const styles = useStyles2(getStyles);
  const [first] = row.fallbacks;
  return (
    <span className={styles.cell}>
      <span className={styles.name} title={row.model}>
        <TextLink href={chainUrl(row.model)} color="primary" inline={false}>
          {row.model}
        </TextLink>
      </span>
      <span className={styles.below} data-shape="wide">
        {row.provider}
      </span>
      <span className={styles.below} data-shape="narrow">
        {row.activeStep !== null && row.activeStep.position !== 0 && <ActiveStepTag step={row.activeStep} compact />}
        {first && <span className={styles.fallback}>→ {first.model}</span>}
        {row.fallbackModels > 1 && ` +${row.fallbackModels - 1}`}
      </span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ alignItems: 'flex-start', display: 'flex', flexDirection: 'column', maxWidth: 320, minWidth: 0 }),
  name: css({
    fontWeight: theme.typography.fontWeightMedium,
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '& a': { display: 'inline' },
  }),
  below: css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.5),
    lineHeight: theme.spacing(2),
    maxWidth: '100%',
    whiteSpace: 'nowrap',
  }),
  fallback: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
});
