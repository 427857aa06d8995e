import React, { useState } from 'react';
import { createProvider, DIALECTS, patchProvider, type ProviderResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Combobox, Field, Input, Switch } from '@grafana/ui';
import { useUnsavedGuard } from '../../../hooks/useUnsavedGuard.ts';
import { RegistryForm } from '../RegistryForm.tsx';
import { useRegistryWrite } from '../useRegistryWrite.ts';
import { KeyField } from './KeyField.tsx';
import { providerFormOf, providerOf, providerPatchOf, providerProblems, type ProviderForm } from './providerForm.ts';

interface Props {
  readonly provider: ProviderResource | undefined;
  readonly etag: string | undefined;
  readonly onClose: () => void;
}

interface PartProps {
  readonly form: ProviderForm;
  readonly onChange: (part: Partial<ProviderForm>) => void;
  /** What a `Field` shows where the field is wrong. */
  readonly wrong: (field: keyof ProviderForm, error: string) => { invalid?: boolean; error?: string };
}

function Address({ form, onChange, wrong, known }: PartProps & { readonly known: boolean }) {
  return (
    <>
      <Field noMargin label={t('models.form.id', 'Id')} {...wrong('id', t('models.form.missing', 'Needed.'))}>
        <Input
          id="provider-id"
          value={form.id}
          disabled={known}
          onChange={(event) => onChange({ id: event.currentTarget.value })}
        />
      </Field>
      <Field
        noMargin
        label={t('models.provider.dialect', 'Dialect')}
        description={t('models.provider.dialect-note', 'What the endpoint speaks; most servers speak openai.')}
      >
        <Combobox
          id="provider-dialect"
          value={form.dialect}
          options={DIALECTS.map((value) => ({ value, label: value }))}
          onChange={({ value }) => onChange({ dialect: value })}
        />
      </Field>
      <Field
        noMargin
        label={t('models.provider.url', 'Base URL')}
        {...wrong('baseUrl', t('models.provider.url-wrong', 'An address that begins with http:// or https://.'))}
      >
        <Input
          id="provider-url"
          value={form.baseUrl}
          placeholder="https://api.openai.com/v1"
          onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
        />
      </Field>
      {form.dialect === 'azure-openai' && (
        <Field noMargin label={t('models.provider.version', 'API version')}>
          <Input
            id="provider-version"
            value={form.apiVersion}
            placeholder="2024-10-21"
            onChange={(event) => onChange({ apiVersion: event.currentTarget.value })}
          />
        </Field>
      )}
    </>
  );
}

function Rest({ form, onChange, wrong }: PartProps) {
  return (
    <>
      <Field
        noMargin
        label={t('models.provider.local', 'Local')}
        description={t('models.provider.local-note', 'Costs 0 and needs no key.')}
      >
        <Switch id="provider-local" value={form.local} onChange={() => onChange({ local: !form.local })} />
      </Field>
      <Field
        noMargin
        label={t('models.provider.priority', 'Priority')}
        description={t('models.provider.priority-note', 'Orders lists and suggestions, never a chain. Default 100.')}
        {...wrong('priority', t('models.provider.priority-wrong', 'A whole number from 0 to 1000.'))}
      >
        <Input
          id="provider-priority"
          inputMode="numeric"
          width={12}
          value={form.priority}
          placeholder="100"
          onChange={(event) => onChange({ priority: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

/** The form of a provider. */
export function ProviderFields({ provider, etag, onClose }: Props) {
  const first = providerFormOf(provider);
  const [form, setForm] = useState(first);
  const [tried, setTried] = useState(false);
  const write = useRegistryWrite({ quiet: true });
  const problems = providerProblems(form);
  useUnsavedGuard(JSON.stringify(form) !== JSON.stringify(first) && !write.isSuccess);
  const change = (part: Partial<ProviderForm>) => setForm({ ...form, ...part });
  const wrong = (field: keyof ProviderForm, error: string) =>
    tried && problems.includes(field) ? { invalid: true, error } : {};
  const save = () => {
    setTried(true);
    if (problems.length > 0) return;
    write.mutate(
      async (client) => {
        if (!provider) return (await client.call(createProvider, { body: providerOf(form) })).data;
        const options = { target: provider.id, body: providerPatchOf(form), ...(etag !== undefined && { etag }) };
        return (await client.call(patchProvider, options)).data;
      },
      { onSuccess: onClose },
    );
  };
  const part = { form, onChange: change, wrong };
  return (
    <RegistryForm
      write={write}
      saveLabel={t('models.provider.save', 'Save provider')}
      onSubmit={save}
      onClose={onClose}
    >
      <Address {...part} known={provider !== undefined} />
      <KeyField form={form} stored={provider?.apiKey !== undefined} onChange={change} />
      <Rest {...part} />
    </RegistryForm>
  );
}
