import React from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Field, Input } from '@grafana/ui';
import type { ProviderForm } from './providerForm.ts';

interface Props {
  readonly form: ProviderForm;
  /** Whether the agent has one. */
  readonly stored: boolean;
  readonly onChange: (part: Partial<ProviderForm>) => void;
}

/** A reference is no secret and is shown; anything else that is typed here is one. */
function isReference(text: string): boolean {
  return text === '' || /^(env|file):/.test(text);
}

/** Where the key is, or a new key, which the agent seals. */
export function KeyField({ form, stored, onChange }: Props) {
  const placeholder = stored
    ? t('models.provider.key-stored', 'stored; type to replace it')
    : t('models.provider.key-none', 'env:OPENAI_API_KEY');
  return (
    <>
      <Field
        noMargin
        label={t('models.provider.key', 'Key')}
        description={t(
          'models.provider.key-note',
          'env:NAME or file:PATH on the agent, or the key itself, which the agent seals. Another host in the base URL drops a stored key.',
        )}
      >
        <Input
          id="provider-key"
          autoComplete="off"
          spellCheck={false}
          type={isReference(form.apiKey) ? 'text' : 'password'}
          value={form.apiKey}
          disabled={form.removeKey}
          placeholder={placeholder}
          onChange={(event) => onChange({ apiKey: event.currentTarget.value })}
        />
      </Field>
      {stored && (
        <Checkbox
          label={t('models.provider.key-remove', 'Remove the stored key')}
          value={form.removeKey}
          onChange={() => onChange({ removeKey: !form.removeKey })}
        />
      )}
    </>
  );
}
