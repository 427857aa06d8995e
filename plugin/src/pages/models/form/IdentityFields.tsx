import React from 'react';
import { listProviders } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Combobox, Field, Input } from '@grafana/ui';
import { useAllItems } from '../../../hooks/useAllItems.ts';
import type { FieldProblemProps } from './fieldProblem.ts';
import type { ModelForm } from './modelForm.ts';

interface Props {
  readonly form: ModelForm;
  /** The model exists: its id stays. */
  readonly known: boolean;
  readonly onChange: (part: Partial<ModelForm>) => void;
  readonly problemOf: (field: keyof ModelForm) => FieldProblemProps;
}

/** What the model is called, here and at its provider. */
export function IdentityFields({ form, known, onChange, problemOf }: Props) {
  const providers = useAllItems(listProviders).data?.items ?? [];
  return (
    <>
      <Field
        noMargin
        label={t('models.form.id', 'Id')}
        description={t('models.form.id-note', 'What applications ask for.')}
        {...problemOf('id')}
      >
        <Input
          id="model-id"
          value={form.id}
          disabled={known}
          onChange={(event) => onChange({ id: event.currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('models.column.provider', 'Provider')} {...problemOf('provider')}>
        <Combobox
          id="model-provider"
          value={form.provider || null}
          options={providers.map(({ id }) => ({ value: id, label: id }))}
          onChange={({ value }) => onChange({ provider: value })}
        />
      </Field>
      <Field
        noMargin
        label={t('models.form.upstream', 'Upstream model')}
        description={t('models.form.upstream-note', "The provider's own name for it; the id where it is left empty.")}
      >
        <Input
          id="model-upstream"
          value={form.upstreamModel}
          onChange={(event) => onChange({ upstreamModel: event.currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('models.form.name', 'Display name')}>
        <Input
          id="model-name"
          value={form.displayName}
          onChange={(event) => onChange({ displayName: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
