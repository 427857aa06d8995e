import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { price } from '../../../format/format.ts';
import type { StepFacts } from '../steps/stepFacts.ts';

interface Props {
  readonly value: StepFacts['price'];
}

/** Prices in and out, in USD for a million tokens; one word where there are none. */
export function PriceCell({ value }: Props) {
  const styles = useStyles2(getStyles);
  if (value === 'free') return <span>{t('chains.price.free', 'free')}</span>;
  if (value === 'unknown') return <span className={styles.quiet}>{t('chains.price.unknown', 'unknown')}</span>;
  return (
    <span className={styles.pair}>
      {price(value.input)}
      <span className={styles.quiet}> / </span>
      {price(value.output)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pair: css({ whiteSpace: 'nowrap' }),
  quiet: css({ color: theme.colors.text.secondary }),
});
