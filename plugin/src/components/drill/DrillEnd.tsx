import React from 'react';
import { css } from '@emotion/css';
import type { Drill } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { clock, type DisplayCurrency } from '../../format/format.ts';
import { DrillAnswer } from './DrillAnswer.tsx';
import { proofText } from './drillWords.ts';

interface Props {
  readonly drill: Drill;
  readonly currency?: DisplayCurrency | undefined;
}

/** The answer of a test that just ended, and what it proved. */
export function DrillEnd({ drill, currency }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.section}>
      <DrillAnswer drill={drill} currency={currency} />
      <p className={styles.proof}>{proofText(drill, clock(drill.at, undefined, 'min'))}</p>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginTop: theme.spacing(3) }),
  proof: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(3, 0, 0),
    color: theme.colors.text.secondary,
  }),
});
