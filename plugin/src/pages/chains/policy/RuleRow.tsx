import React from 'react';
import { css, cx } from '@emotion/css';
import { isRetryable, type Trigger, type TriggerRule } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, Switch, useStyles2 } from '@grafana/ui';
import { NumberField } from '../../../components/NumberField.tsx';
import { RetryPreview } from '../../../components/RetryPreview.tsx';
import { DASH } from '../../../format/format.ts';
import { triggerTitle } from '../../../i18n/triggerName.ts';

interface Props {
  readonly trigger: Trigger;
  readonly rule: TriggerRule;
  readonly jitter: boolean;
  /** What the width of the preview stands for, so that previews compare: milliseconds. */
  readonly scaleMs: number;
  /** The rule is the chain's own. */
  readonly own: boolean;
  /** Absent = to be looked at only. */
  readonly onSet: ((value: Partial<TriggerRule>) => void) | undefined;
  readonly onReset: () => void;
}

const RETRIES = { min: 0, max: 10 };
const FACTOR = { min: 1, max: 5, step: 0.1, digits: 1 };

function Numbers({ trigger, rule, onSet }: Pick<Props, 'trigger' | 'rule' | 'onSet'>) {
  const name = triggerTitle(trigger);
  if (!isRetryable(trigger)) return <span>{t('chains.policy.never-retried', 'never retried')}</span>;
  if (!onSet) return <span>{`${rule.retries} × ${rule.backoffFactor.toFixed(1)}`}</span>;
  return (
    <>
      <NumberField
        value={rule.retries}
        range={RETRIES}
        width={8}
        label={t('chains.policy.retries-of', '{{- name}}: retries', { name })}
        onChange={(retries) => onSet({ retries })}
      />
      <NumberField
        value={rule.backoffFactor}
        range={FACTOR}
        width={9}
        label={t('chains.policy.factor-of', '{{- name}}: factor', { name })}
        onChange={(backoffFactor) => onSet({ backoffFactor })}
      />
    </>
  );
}

/** Heads over the rows. Each control says by itself what it is, so these are for the eye. */
export function RuleHeads() {
  const styles = useStyles2(getStyles);
  return (
    <div className={cx(styles.row, styles.heads)} aria-hidden="true">
      <span>{t('chains.policy.on-head', 'On')}</span>
      <span>{t('chains.policy.trigger', 'Trigger')}</span>
      <span className={styles.numbers}>
        <span className={styles.retries}>{t('chains.policy.retries', 'Retries')}</span>
        <span className={styles.factor}>{t('chains.policy.factor', 'Factor')}</span>
      </span>
      <span>{t('chains.policy.before', 'Before fallback')}</span>
    </div>
  );
}

/** What one trigger does in this chain, and whether that is the chain's own. */
export function RuleRow({ trigger, rule, jitter, scaleMs, own, onSet, onReset }: Props) {
  const styles = useStyles2(getStyles);
  const name = triggerTitle(trigger);
  return (
    <li className={cx(styles.row, !rule.enabled && styles.off)}>
      <span className={styles.on}>
        {onSet ? (
          <Switch
            value={rule.enabled}
            aria-label={t('chains.policy.falls-back', '{{- name}}: fall back', { name })}
            onChange={() => onSet({ enabled: !rule.enabled })}
          />
        ) : (
          <span>{rule.enabled ? t('chains.policy.on', 'on') : t('chains.policy.off', 'off')}</span>
        )}
      </span>
      <span className={styles.name}>
        {name}
        {own && <span className={styles.own}> {t('chains.policy.own', 'own')}</span>}
        {own && onSet && (
          <IconButton
            name="history-alt"
            size="sm"
            variant="secondary"
            className={styles.reset}
            tooltip={t('chains.policy.reset', '{{- name}}: back to the policy', { name })}
            onClick={onReset}
          />
        )}
      </span>
      <span className={styles.numbers}>
        {rule.enabled ? <Numbers trigger={trigger} rule={rule} onSet={onSet} /> : DASH}
      </span>
      <span className={styles.preview}>
        {rule.enabled && rule.retries > 0 && <RetryPreview rule={rule} jitter={jitter} scaleMs={scaleMs} short />}
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    alignItems: 'center',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    columnGap: theme.spacing(1.5),
    display: 'grid',
    gridTemplateColumns: '40px minmax(120px, 1fr) 168px minmax(96px, 160px)',
    minHeight: theme.spacing(6),
    padding: theme.spacing(0.75, 0),
    '@media (max-width: 640px)': { gridTemplateColumns: '40px minmax(0, 1fr)', rowGap: theme.spacing(0.5) },
  }),
  heads: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    minHeight: 0,
    '@media (max-width: 640px)': { display: 'none' },
  }),
  // As wide as their fields, and as far from the right as the numbers in them.
  retries: css({ paddingRight: theme.spacing(1), textAlign: 'right', width: theme.spacing(8) }),
  factor: css({ paddingRight: theme.spacing(1), textAlign: 'right', width: theme.spacing(9) }),
  off: css({ color: theme.colors.text.secondary }),
  on: css({ display: 'flex' }),
  name: css({ alignItems: 'center', display: 'flex', gap: theme.spacing(0.5), minWidth: 0 }),
  own: css({ color: theme.colors.primary.text, fontSize: theme.typography.bodySmall.fontSize }),
  reset: css({ margin: 0, minHeight: theme.spacing(4), minWidth: theme.spacing(4) }),
  numbers: css({
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(1),
    '@media (max-width: 640px)': { gridColumn: 2 },
  }),
  preview: css({ minWidth: 0, '@media (max-width: 640px)': { gridColumn: 2 } }),
});
