import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { DASH, multiplier, requestMoney } from '../../../format/format.ts';
import type { StepCost } from '../steps/stepFacts.ts';

interface Props {
  readonly cost: StepCost;
  /** Above this the cost is worth a warning: the document's `warnings.costMultiplier`. */
  readonly threshold: number;
}

/** What a step costs beside the primary, by list price for a usual request (500 tokens in, 50 out). */
export function StepCostCell({ cost, threshold }: Props) {
  const styles = useStyles2(getStyles);
  switch (cost.kind) {
    case 'baseline':
      return <span className={styles.quiet}>{t('chains.cost.baseline', 'baseline')}</span>;
    case 'multiplier':
      return <span className={cost.value > threshold ? styles.high : undefined}>{multiplier(cost.value)}</span>;
    case 'extra':
      return (
        <Tooltip
          content={t(
            'chains.cost.extra-why',
            'The primary costs 0, so there is no multiplier. This is the extra cost of a request of 500 tokens in and 50 out.',
          )}
        >
          <span>{cost.usd > 0 ? `+${requestMoney(cost.usd)}` : requestMoney(0)}</span>
        </Tooltip>
      );
    case 'unknown':
      return (
        <Tooltip content={t('chains.cost.unknown-why', 'The price of this model or of the primary is not known.')}>
          <span className={styles.quiet}>{DASH}</span>
        </Tooltip>
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  high: css({ color: theme.colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
});
