import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import { prometheusSources } from '../../../api/prometheusSources.ts';

interface Props {
  readonly uid: string | undefined;
  readonly onChange: (uid: string | undefined) => void;
}

/** Which Prometheus keeps the history of the agents; none is an answer too. */
export function PrometheusInput({ uid, onChange }: Props) {
  const sources = useMemo(() => prometheusSources(), []);
  const options = sources.map(({ uid: value, name, isDefault }) => ({
    value,
    label: isDefault ? t('configuration.default-source', '{{- name}} (default)', { name }) : name,
  }));
  const gone = uid !== undefined && !sources.some((source) => source.uid === uid);
  return (
    <Field
      label={t('configuration.prometheus', 'Prometheus data source')}
      description={t(
        'configuration.prometheus-description',
        'Needed for “All agents”, Analytics and the panel. Without it the app shows what this agent remembers.',
      )}
      invalid={gone}
      error={gone ? t('configuration.source-gone', 'The chosen data source is gone, or closed to you.') : undefined}
      noMargin
    >
      <Combobox
        id="prometheus"
        isClearable
        placeholder={
          sources.length === 0
            ? t('configuration.no-source', 'No Prometheus data source in this organization')
            : t('configuration.choose-source', 'None chosen')
        }
        options={options}
        value={uid ?? null}
        onChange={(option: { readonly value: string } | null) => onChange(option?.value)}
      />
    </Field>
  );
}
