import React from 'react';
import { css } from '@emotion/css';
import type { OverviewModel } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Tooltip, useStyles2 } from '@grafana/ui';
import { DASH, moneyChange, multiplier, type DisplayCurrency } from '../format/format.ts';

interface Props {
  /** How money stands for the fallbacks of a model. */
  readonly value: Pick<
    OverviewModel,
    'cost' | 'costMultiplier' | 'estimated' | 'exceeds2x' | 'extraCostUsd' | 'unpricedModels'
  >;
  readonly currency: DisplayCurrency;
}

function Unpriced({ models }: { readonly models: readonly string[] }) {
  const styles = useStyles2(getStyles);
  const [first] = models;
  const why =
    first === undefined
      ? t('cost.some-unpriced', 'A model in use has no price. Set one under Models & providers.')
      : t('cost.unpriced', '{{- models}}: no price. Set one under Models & providers.', { models: models.join(', ') });
  return (
    <Tooltip content={why}>
      <span className={styles.quiet} tabIndex={0}>
        {t('cost.no-price', 'no price')}
      </span>
    </Tooltip>
  );
}

function Multiplier({ value, above, estimated }: { value: number; above: boolean; estimated: boolean }) {
  const styles = useStyles2(getStyles);
  const text = `${multiplier(value)}${estimated ? ' *' : ''}`;
  if (!above) return <span>{text}</span>;
  return (
    <Badge
      className={styles.badge}
      color="orange"
      icon="exclamation-triangle"
      text={text}
      tooltip={t('cost.above', 'Fallbacks cost {{- times}} the primary on the same tokens.', {
        times: multiplier(value),
      })}
    />
  );
}

/** What fallbacks cost against the primary: a multiplier, an extra cost where the primary is free, or why there is neither. */
export function CostCell({ value, currency }: Props) {
  const styles = useStyles2(getStyles);
  if (value.cost === 'unpriced') return <Unpriced models={value.unpricedModels} />;
  if (value.cost === 'extra') {
    return (
      <Tooltip content={t('cost.extra', 'The primary costs 0, so there is no multiplier. This is the extra cost.')}>
        <span tabIndex={0}>
          {moneyChange(value.extraCostUsd, currency)}
          {value.estimated && ' *'}
        </span>
      </Tooltip>
    );
  }
  if (value.costMultiplier === null) return <span className={styles.quiet}>{DASH}</span>;
  return <Multiplier value={value.costMultiplier} above={value.exceeds2x} estimated={value.estimated} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary }),
  badge: css({ fontVariantNumeric: 'tabular-nums' }),
});
