import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2 } from '@grafana/ui';
import { compactCount, multiplierThreshold } from '../format/format.ts';
import { summaryOf } from './summaryOf.ts';
import type { FallbackRow } from './rows/index.ts';

interface Props {
  readonly rows: readonly FallbackRow[];
  readonly costThreshold: number;
}

/** How many models fell back, how often, and how many of them at too high a cost. */
export function SummaryBadges({ rows, costThreshold }: Props) {
  const styles = useStyles2(getStyles);
  const { fellBack, fallbacks, dear } = summaryOf(rows, costThreshold);
  return (
    <div className={styles.badges}>
      <Badge
        color="darkgrey"
        text={`${compactCount(fellBack)} ${fellBack === 1 ? 'model' : 'models'}`}
        title={`${compactCount(fellBack)} of ${compactCount(rows.length)} models fell back`}
        className={styles.neutral}
      />
      {fallbacks !== undefined && (
        <Badge
          color="darkgrey"
          text={`${compactCount(fallbacks)} ${Math.round(fallbacks) === 1 ? 'fallback' : 'fallbacks'}`}
          className={styles.neutral}
        />
      )}
      {dear > 0 && (
        <Badge
          color="orange"
          icon="exclamation-triangle"
          text={`${compactCount(dear)} above ${multiplierThreshold(costThreshold)}`}
          className={styles.badge}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badges: css({
    display: 'flex',
    flex: 'none',
    gap: theme.spacing(0.75),
    paddingBottom: theme.spacing(1),
    overflow: 'hidden',
    whiteSpace: 'nowrap',
  }),
  badge: css({
    fontVariantNumeric: 'tabular-nums',
  }),
  neutral: css({
    '&&': {
      // The library's grey text is too weak in the light theme.
      color: theme.colors.text.primary,
      fontVariantNumeric: 'tabular-nums',
    },
  }),
});
