import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2 } from '@grafana/ui';
import type { PanelSettings } from '../PanelSettings.ts';
import type { FallbackRow } from '../rows/index.ts';
import { costText } from './costText.ts';

interface Props {
  readonly row: FallbackRow;
  readonly settings: PanelSettings;
}

/** What a model's fallbacks cost against its primary, as an amber badge above the threshold. */
export function CostCell({ row, settings }: Props) {
  const styles = useStyles2(getStyles);
  const { text, high, quiet, explanation } = costText(row, settings.costThreshold, settings.currency);
  if (high) {
    return (
      <Badge color="orange" icon="exclamation-triangle" text={text} title={explanation} className={styles.badge} />
    );
  }
  return (
    <span className={quiet ? styles.quiet : undefined} title={explanation}>
      {text}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badge: css({
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    // The number stays in line with those of the other rows.
    marginRight: theme.spacing(-0.75),
  }),
  quiet: css({
    color: theme.colors.text.secondary,
  }),
});
