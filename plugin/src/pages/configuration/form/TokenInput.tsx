import React from 'react';
import { t } from '@grafana/i18n';
import { Field, SecretInput } from '@grafana/ui';
import type { TokenField } from './formState.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly field: TokenField;
  readonly onChange: (field: TokenField) => void;
}

/** A token that is written and never shown again. */
export function TokenInput({ id, label, description, field, onChange }: Props) {
  return (
    <Field label={label} description={description} noMargin>
      <SecretInput
        id={id}
        autoComplete="off"
        placeholder={t('configuration.paste-token', 'Paste a token')}
        isConfigured={field.stored && !field.reset}
        value={field.typed}
        onReset={() => onChange({ ...field, reset: true })}
        onChange={(event) => onChange({ ...field, typed: event.currentTarget.value })}
      />
    </Field>
  );
}
