import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InlineSwitch, useStyles2 } from '@grafana/ui';
import { LimitsCard } from './LimitsCard.tsx';
import type { PolicyChange } from './policyChanges.ts';
import { PolicyCard } from './PolicyCard.tsx';
import type { PolicyEdit } from './policyEdit.ts';
import { breakerFields, deadlineFields, retryAfterField } from './policyFields.ts';
import { PolicyNumber } from './PolicyNumber.tsx';
import { breakerSentence, deadlineSentence } from './policySentences.ts';
import type { PolicyValues } from './policyValues.ts';

interface Props {
  readonly values: PolicyValues;
  readonly changes: readonly PolicyChange[];
  readonly onEdit?: ((edit: PolicyEdit) => void) | undefined;
}

function at(changes: readonly PolicyChange[], path: string): readonly PolicyChange[] {
  return changes.filter((change) => change.path === path);
}

function BreakerCard({ values: { breaker }, changes, onEdit }: Props) {
  const label = t('policy.breaker.switch', 'On');
  return (
    <PolicyCard
      title={t('policy.breaker.title', 'Breaker')}
      lead={breakerSentence(breaker)}
      aside={
        onEdit && (
          <InlineSwitch
            id="policy-breaker-enabled"
            transparent
            showLabel
            label={label}
            value={breaker.enabled}
            onChange={() => onEdit({ kind: 'breaker', value: { enabled: !breaker.enabled } })}
          />
        )
      }
    >
      {breakerFields().map((field) => (
        <PolicyNumber
          key={field.field}
          field={field}
          value={breaker[field.field]}
          changes={at(changes, `breaker.${field.field}`)}
          edit={(value) => ({ kind: 'breaker', value: { [field.field]: value } })}
          onEdit={onEdit}
        />
      ))}
    </PolicyCard>
  );
}

function DeadlinesCard({ values, changes, onEdit }: Props) {
  const retryAfter = retryAfterField();
  return (
    <PolicyCard title={t('policy.deadlines.title', 'Deadlines')} lead={deadlineSentence(values.deadlines)}>
      {deadlineFields().map((field) => (
        <PolicyNumber
          key={field.field}
          field={field}
          value={values.deadlines[field.field]}
          changes={at(changes, `deadlines.${field.field}`)}
          edit={(value) => ({ kind: 'deadlines', value: { [field.field]: value } })}
          onEdit={onEdit}
        />
      ))}
      <PolicyNumber
        field={retryAfter}
        value={values.maxRetryAfterMs}
        changes={at(changes, 'maxRetryAfterMs')}
        edit={(maxRetryAfterMs) => ({ kind: 'scalars', value: { maxRetryAfterMs } })}
        onEdit={onEdit}
      />
    </PolicyCard>
  );
}

/** The rest of the policy: breaker, deadlines, limits of the walk. */
export function PolicyCards(props: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.cards}>
      <BreakerCard {...props} />
      <DeadlinesCard {...props} />
      <LimitsCard {...props} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))',
  }),
});
