import React from 'react';
import { retrySchedule, TRIGGERS } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { PolicyChange } from './policyChanges.ts';
import type { PolicyEdit } from './policyEdit.ts';
import type { PolicyValues } from './policyValues.ts';
import { TriggerRow } from './TriggerRow.tsx';
import { getTriggerStyles } from './triggerTable.styles.ts';

interface Props {
  readonly values: PolicyValues;
  readonly changes: readonly PolicyChange[];
  readonly narrow: boolean;
  readonly onEdit?: ((edit: PolicyEdit) => void) | undefined;
}

/** The longest wait of all, so that a longer line is a longer wait wherever it stands. */
function longest(values: PolicyValues): number {
  const totals = TRIGGERS.map((trigger) =>
    retrySchedule(values.triggers[trigger]).reduce((sum, wait) => sum + wait, 0),
  );
  return Math.max(1, ...totals);
}

/** The twelve triggers. */
export function TriggerTable({ values, changes, narrow, onEdit }: Props) {
  const styles = useStyles2(getTriggerStyles);
  const scaleMs = longest(values);
  return (
    <section className={styles.table} {...(narrow ? { 'data-narrow': true } : {})}>
      <table aria-label={t('policy.triggers', 'Triggers')}>
        <thead>
          <tr>
            <th scope="col">{t('policy.column.on', 'On')}</th>
            <th scope="col">{t('policy.column.trigger', 'Trigger')}</th>
            <th scope="col">{t('policy.column.raised', 'Raised by')}</th>
            <th scope="col">{t('policy.column.retries', 'Retries')}</th>
            <th scope="col">{t('policy.column.factor', 'Factor')}</th>
            <th scope="col">{t('policy.column.before', 'Before fallback')}</th>
            <th scope="col">{t('policy.column.breaker', 'Breaker')}</th>
          </tr>
        </thead>
        <tbody>
          {TRIGGERS.map((trigger) => (
            <TriggerRow
              key={trigger}
              trigger={trigger}
              rule={values.triggers[trigger]}
              jitter={values.jitter}
              scaleMs={scaleMs}
              changes={changes.filter((change) => change.path.startsWith(`triggers.${trigger}.`))}
              onEdit={onEdit}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
