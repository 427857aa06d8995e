import React from 'react';
import { cx } from '@emotion/css';
import { isRetryable, type Trigger, type TriggerRule } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Switch, useStyles2 } from '@grafana/ui';
import { NumberField } from '../../components/NumberField.tsx';
import { RetryPreview } from '../../components/RetryPreview.tsx';
import { DASH } from '../../format/format.ts';
import { triggerTitle } from '../../i18n/triggerName.ts';
import { ChangedDot } from './ChangedDot.tsx';
import type { PolicyChange } from './policyChanges.ts';
import type { PolicyEdit } from './policyEdit.ts';
import { breakerEffect, raisedBy, withoutRetries } from './triggerFacts.ts';
import { getTriggerStyles } from './triggerTable.styles.ts';

interface Props {
  readonly trigger: Trigger;
  readonly rule: TriggerRule;
  readonly jitter: boolean;
  /** What the width of the preview column stands for, in milliseconds. */
  readonly scaleMs: number;
  readonly changes: readonly PolicyChange[];
  /** Absent = to be looked at only. */
  readonly onEdit?: ((edit: PolicyEdit) => void) | undefined;
}

const RETRIES = { min: 0, max: 10 };
const FACTOR = { min: 1, max: 5, step: 0.1, digits: 1 };

function Numbers({ trigger, rule, onEdit }: Pick<Props, 'trigger' | 'rule' | 'onEdit'>) {
  const styles = useStyles2(getTriggerStyles);
  const name = triggerTitle(trigger);
  const edit = (value: Partial<TriggerRule>) => onEdit?.({ kind: 'trigger', trigger, value });
  const retried = isRetryable(trigger);
  const factor = rule.backoffFactor.toFixed(1);
  return (
    <>
      <td className={styles.retries} data-label={t('policy.column.retries', 'Retries')}>
        {retried && onEdit ? (
          <NumberField
            value={rule.retries}
            range={RETRIES}
            width={8}
            label={t('policy.retries-of', '{{- name}}: retries', { name })}
            onChange={(retries) => edit({ retries })}
          />
        ) : (
          <span className={styles.plain}>{retried ? rule.retries : DASH}</span>
        )}
      </td>
      <td className={styles.factor} data-label={t('policy.column.factor', 'Factor')}>
        {retried && onEdit ? (
          <NumberField
            value={rule.backoffFactor}
            range={FACTOR}
            width={9}
            label={t('policy.factor-of', '{{- name}}: factor', { name })}
            onChange={(backoffFactor) => edit({ backoffFactor })}
          />
        ) : (
          <span className={styles.plain}>{retried ? factor : DASH}</span>
        )}
      </td>
    </>
  );
}

/** One trigger: whether it moves a request on, how often it is retried first, and what that comes to. */
export function TriggerRow({ trigger, rule, jitter, scaleMs, changes, onEdit }: Props) {
  const styles = useStyles2(getTriggerStyles);
  const name = triggerTitle(trigger);
  const words = withoutRetries(trigger, rule.enabled);
  return (
    <tr className={cx(styles.row, !rule.enabled && styles.off)}>
      <td className={styles.on}>
        {onEdit ? (
          <Switch
            value={rule.enabled}
            aria-label={t('policy.falls-back', '{{- name}}: fall back', { name })}
            onChange={() => onEdit({ kind: 'trigger', trigger, value: { enabled: !rule.enabled } })}
          />
        ) : (
          <span>{rule.enabled ? t('policy.value.on', 'on') : t('policy.value.off', 'off')}</span>
        )}
      </td>
      <th scope="row" className={styles.name}>
        {name}
        {onEdit && <ChangedDot changes={changes} name={name} onEdit={onEdit} />}
      </th>
      <td className={styles.fact}>{raisedBy(trigger)}</td>
      <Numbers trigger={trigger} rule={rule} onEdit={onEdit} />
      <td className={styles.preview}>
        {words === undefined ? (
          <RetryPreview rule={rule} jitter={jitter} scaleMs={scaleMs} short />
        ) : (
          <span className={styles.words}>{words}</span>
        )}
      </td>
      <td className={styles.fact}>{breakerEffect(trigger)}</td>
    </tr>
  );
}
