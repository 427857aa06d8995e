import React from 'react';
import { CAPABILITIES, type Capability } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Field, MultiCombobox } from '@grafana/ui';

interface Props {
  /** Undefined = unknown. */
  readonly value: readonly Capability[] | undefined;
  readonly onChange: (value: readonly Capability[] | undefined) => void;
}

/** What the model declares that it can do. */
export function CapabilitiesField({ value, onChange }: Props) {
  return (
    <Field
      noMargin
      label={t('models.column.capabilities', 'Capabilities')}
      description={t(
        'models.form.capabilities-note',
        'Requests that need what is not declared here skip the model. Empty = unknown: nothing is skipped.',
      )}
    >
      <MultiCombobox
        id="model-capabilities"
        value={[...(value ?? [])]}
        options={CAPABILITIES.map((name) => ({ value: name, label: name }))}
        onChange={(chosen) => onChange(chosen.length === 0 ? undefined : chosen.map((option) => option.value))}
      />
    </Field>
  );
}
