import React from 'react';
import { t } from '@grafana/i18n';
import { FieldGroup } from './FieldGroup.tsx';
import type { FormState } from './formState.ts';
import { PrometheusInput } from './PrometheusInput.tsx';

interface Props {
  readonly form: FormState;
  readonly change: (part: Partial<FormState>) => void;
}

/** Where the history of the agents is kept. */
export function HistoryFields({ form, change }: Props) {
  return (
    <FieldGroup title={t('configuration.history', 'History')}>
      <PrometheusInput uid={form.prometheusUid} onChange={(prometheusUid) => change({ prometheusUid })} />
    </FieldGroup>
  );
}
