import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { ActiveStepTag } from '../../../components/ActiveStepTag.tsx';
import { chainUrl } from '../../../components/chainUrl.ts';
import { ChainSteps, OpenBolt } from './ChainSteps.tsx';
import type { ChainRow } from './chainRow.ts';

/** The model with the link that the whole row follows; where the table is narrow, its chain stands below. */
export function ModelCell({ row }: { readonly row: ChainRow }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.cell}>
      <span className={styles.name} title={row.model}>
        <TextLink href={chainUrl(row.model)} color="primary" inline={false}>
          {row.model}
        </TextLink>
        {row.open && <OpenBolt />}
      </span>
      <span className={styles.below} data-shape="narrow">
        {row.enabled && row.active && <ActiveStepTag step={row.active} compact />}
        <ChainSteps steps={row.steps} />
      </span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ display: 'flex', flexDirection: 'column', minWidth: 0 }),
  name: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    // The link covers its row, so that a click anywhere opens the chain and a screen reader hears one link.
    '& a': {
      display: 'inline',
      fontWeight: theme.typography.fontWeightMedium,
      '&:after': { content: '""', inset: 0, position: 'absolute' },
    },
  }),
  below: css({
    alignItems: 'center',
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.75),
    minWidth: 0,
  }),
});
